"""Every address of the product and who may open it: a new one fails its test until it stands here.

An address is written as Django's resolver joins it. The first table has our own, word for word;
the second has what comes with Wagtail and allauth, by the beginning of the address.
"""

from django.conf import settings

from core import roles

EDITOR, CHIEF = roles.CONTENT_EDITOR, roles.EDITOR_IN_CHIEF
SECRETARY, OPERATOR = roles.CONTEST_SECRETARY, roles.OPERATOR_STAFF
# Chair and deputy chair hold the same rights; one of the tests makes sure of it.
MEMBER = roles.COMMISSION_MEMBER
SPECIALIST, DEPUTY, DIRECTOR = (
    roles.PLACEMENT_SPECIALIST,
    roles.DEPUTY_DIRECTOR,
    roles.DIRECTOR,
)
# Each fills one part of the recommendations to mentors.
PART_ROLES = [roles.PSYCHOLOGIST, roles.SOCIAL_PEDAGOGUE, roles.EDUCATOR, roles.PEDAGOGUE]
ADMINISTRATOR = roles.ADMINISTRATOR
ROLES = [EDITOR, CHIEF, DIRECTOR, ADMINISTRATOR]
if "placement" in settings.DOMAINS:
    ROLES += [SPECIALIST, DEPUTY, *PART_ROLES]
if "contest" in settings.DOMAINS:
    ROLES += [SECRETARY, OPERATOR, MEMBER]
# Where all may enter, one shows it.
ONE_OF_STAFF = SECRETARY if "contest" in settings.DOMAINS else SPECIALIST

# Open to everybody; what a token, a number or the session's draft guards shows nothing without it.
PUBLIC = "public"
# Open to whoever is logged in.
LOGGED_IN = "logged in"
# Open to whoever may enter the desk.
STAFF = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
# Closed to strangers here; who opens it is judged, object by object, in the tests of its desk.
OBJECT = "object"

Who = str | frozenset[str]


def only(*names: str) -> frozenset[str]:
    """These roles."""
    return frozenset(names)


_SETUP = only(SECRETARY, ADMINISTRATOR)
_READERS = only(SECRETARY, OPERATOR, MEMBER)
_PAPER = only(SECRETARY, OPERATOR)
_MEETING = only(SECRETARY, MEMBER)
_RESULTS = only(SECRETARY, MEMBER, DIRECTOR)
_FIGURES = only(SPECIALIST, DEPUTY, DIRECTOR)
_ENTER_FIGURES = only(SPECIALIST, DEPUTY)
_IMPORTERS = (_ENTER_FIGURES if "placement" in settings.DOMAINS else NOBODY) | (
    only(SECRETARY) if "contest" in settings.DOMAINS else NOBODY
)
_REVIEWERS = only(DIRECTOR, ADMINISTRATOR)


def _desk(name: str, lists: dict[str, Who], objects: str = "", parts: str = "") -> dict[str, Who]:
    """The addresses of one desk: its list, pages of the list, of objects, of their parts."""
    found: dict[str, Who] = {
        f"cms/^{name}/{action}/$" if action else f"cms/^{name}/$": who
        for action, who in lists.items()
    }
    key, part = r"(?P<instance_pk>[-\w]+)", r"(?P<part>[-\w]+)"
    found |= {f"cms/^{name}/{action}/{key}/$": OBJECT for action in objects.split()}
    found |= {f"cms/^{name}/{action}/{key}/{part}/$": OBJECT for action in parts.split()}
    return found


OWN: dict[str, Who] = {
    **dict.fromkeys(
        (
            "healthz",
            "media/images/<path:path>",
            "media/original_images/<path:path>",
            "forms/resume/<str:token>/",
            "forms/repeat/<str:token>/",
            "forms/continue/",
            "track/",
            "track/<str:token>/",
            "track/<str:token>/correct/",
            "track/<str:token>/withdraw/",
            "track/<str:token>/keep/",
            "track/<str:token>/consent/",
            "track/<str:token>/confirm/",
            "track/<str:token>/papers/<slug:code>.pdf",
            "track/<str:token>/publication/",
            "track/<str:token>/federal-stage/",
            "contests/feed.xml",
            "contests/<slug:slug>/results.pdf",
            "contests/<slug:slug>/results.json",
            "track/<str:token>/video/",
            "track/<str:token>/video/<int:number>/",
            "track/<str:token>/video/uploads/",
            "track/<str:token>/video/uploads/<uuid:upload>/",
            "track/<str:token>/results/",
            "track/<str:token>/complaint/",
            "forms/<slug:journey>/",
            "forms/<slug:journey>/check/",
            "forms/<slug:journey>/papers/",
            "forms/<slug:journey>/uploads/",
            "forms/<slug:journey>/send/",
            "forms/<slug:journey>/done/",
            "forms/<slug:journey>/saved/",
            "forms/<slug:journey>/number/",
            "forms/<slug:journey>/discard/",
            "forms/<slug:journey>/confirm/",
            "forms/<slug:journey>/address/",
            "forms/<slug:journey>/papers/<slug:code>.pdf",
            "forms/<slug:journey>/uploads/<int:upload>/",
            "forms/<slug:journey>/uploads/<int:upload>/thumbnail/",
            "forms/<slug:journey>/<slug:step>/",
            "vacancies/<int:number>/",
            "vacancies/feed/",
            "track/vacancies/<str:token>/",
            "photos/<int:number>.jpg",
            "track/graduates/<str:token>/",
            "track/graduates/<str:token>/confirm/",
            "track/graduates/<str:token>/address/",
            "track/graduates/<str:token>/tell/",
            "track/graduates/<str:token>/resumes/<int:resume>/",
            "track/graduates/<str:token>/resumes/<int:resume>/photo.jpg",
            "track/graduates/<str:token>/specialist.jpg",
            "track/graduates/<str:token>/consents/<int:grant>/",
            "track/graduates/<str:token>/consents/<int:grant>/paper.pdf",
            "track/graduates/<str:token>/recommendations/",
            "track/representatives/<str:token>/recommendations/",
            "track/graduates/<str:token>/consents/<int:grant>/withdraw/",
            "track/representatives/<str:token>/",
            "track/representatives/<str:token>/confirm/",
            "track/representatives/<str:token>/tell/",
            "track/representatives/<str:token>/resumes/<int:resume>/",
            "track/representatives/<str:token>/resumes/<int:resume>/photo.jpg",
            "track/representatives/<str:token>/specialist.jpg",
            "track/representatives/<str:token>/consents/<int:grant>/",
            "track/representatives/<str:token>/consents/<int:grant>/paper.pdf",
            "track/representatives/<str:token>/consents/<int:grant>/withdraw/",
            "track/referrals/<str:token>/",
            "track/referrals/<str:token>/resume.pdf",
            "track/referrals/<str:token>/photo.jpg",
            "track/graduates/<str:token>/referrals/<int:number>/",
            "track/representatives/<str:token>/referrals/<int:number>/",
            "track/employers/code/",
            "sveden/education/<int:year>.<str:kind>",
            "sveden/education/charts/<int:year>/<str:name>/<str:scheme>/<str:width>.svg",
            "search/",
            "papers/",
            "display/",
            "theme.css",
            "admin-theme.css",
            "robots.txt",
            "sitemap.xml",
            "regulations/<str:slug>/<str:name>.pdf",
            "regulations/<str:slug>/editions/<str:day>/<str:name>.pdf",
            "news/feed.xml",
            # They lead to our own login and logout.
            "cms/login/",
            "cms/logout/",
            "_util/login/",
        ),
        PUBLIC,
    ),
    "cms/find/": _READERS | (_FIGURES if "placement" in settings.DOMAINS else NOBODY),
    "cms/menu/": STAFF,
    "cms/forms/<slug:journey>/enter/": OBJECT,
    "cms/forms/<slug:journey>/entries/": OBJECT,
    **_desk(
        "contest/applications",
        {
            "": _READERS,
            "export": _READERS,
            "export-contacts": only(SECRETARY, OPERATOR),
            "bulk": _READERS,
            "filters": _READERS,
            "register-print": OBJECT,
        },
        "history inspect identity compare register register-and-accept return accept reject take-back withdraw correct"
        " access request-destruction propose-destruction confirm-destruction stop-destruction called"
        " assign note archive pdf letter-points",
        "version file consent letter original withdraw-consent retry give-up",
    ),
    **_desk(
        "contest/videos",
        {"": _READERS, "export": _READERS, "filters": _READERS},
        "history inspect attach describe retry-copy",
        "play",
    ),
    **_desk("contest/contests", {"": _SETUP, "create": only(ADMINISTRATOR)}, "edit history"),
    **_desk("contest/roles", {"": _SETUP, "create": _SETUP}, "edit history"),
    **_desk(
        "contest/commission", {"": _SETUP, "create": _SETUP}, "edit delete history invite replace"
    ),
    **_desk(
        "contest/scoring",
        {"": only(SECRETARY, MEMBER)},
        "history inspect table record-recusal excuse scoring-remind scoring-close scoring-prolong"
        " scoring-reopen role-play-inspect role-play-table role-play-remind role-play-close"
        " role-play-prolong role-play-reopen",
        "role-play-score role-play-mark role-play-why score mark why recusal recuse lift-recusal take-back-absence"
        " own-sheet own-table own-paper practice summary",
    ),
    **_desk(
        "contest/findings",
        # What is recorded concerns one document, which the address has to name.
        {
            "": _MEETING,
            "filters": _MEETING,
            "bulk": _MEETING,
            "propose": _MEETING,
            "record": OBJECT,
        },
        "history inspect change withdraw to-agenda",
    ),
    **_desk(
        "contest/paper-sheets",
        {"": _PAPER, "enter-paper": _PAPER, "print": _PAPER, "blank": OBJECT},
        "history inspect marks scan confirm-paper send-back-paper discard-paper",
    ),
    **_desk(
        "contest/stage-two",
        {"": only(SECRETARY, MEMBER)},
        "history inspect overall import blank attendance draw record-draw enter-tests check-tests",
        "timer paper enter-test no-show take-back-no-show role-play-start role-play-pause"
        " role-play-resume role-play-finish role-play-discard",
    ),
    **_desk(
        "contest/meetings",
        {"": _MEETING, "export": _MEETING, "filters": _MEETING, "plan": only(SECRETARY)},
        "history inspect approve convene set-time add-item reschedule replan chair-absence attendance close"
        " reopen file confirm send-back call-off protocol attendance-list scan",
        "edit-item raise-item remove-item leave leave-recused come-back vote decide undecide told"
        " take-finding put-aside"
        " take-back-chair-absence retry give-up",
    ),
    **_desk(
        "contest/results",
        {"": _RESULTS, "export": _RESULTS, "filters": _RESULTS, "prepare": only(SECRETARY)},
        "inspect history draft draft-docx scan refusal file publish send-back discard federal-end"
        " nominee-refused",
    ),
    **_desk(
        "contest/certificates",
        {"": only(SECRETARY)},
        "history inspect confirm-names issue-participants issue-places admitted",
        "order-files whole archive hand-out replace revoke paper",
    ),
    **_desk(
        "contest/letters",
        {"": _MEETING, "filters": _MEETING, "prepare": only(SECRETARY)},
        "history inspect letters release resend drop",
    ),
    **_desk(
        "contest/complaints",
        dict.fromkeys(("", "export", "filters"), only(SECRETARY, OPERATOR)),
        "history inspect file answer",
    ),
    **_desk("contest/centres", {"": _SETUP, "create": _SETUP}, "edit history"),
    **_desk(
        "placement/statistics",
        {"": _FIGURES, "filters": _FIGURES, "start": _ENTER_FIGURES},
        "history inspect table edit import approve reopen publish correct withdraw discard",
        "row",
    ),
    **_desk(
        "placement/programmes",
        {
            "": _FIGURES,
            "create": _ENTER_FIGURES,
            "import": _ENTER_FIGURES,
            "blank": _FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
        },
        "edit history inspect",
    ),
    **_desk(
        "placement/assistance",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "export-contacts": _ENTER_FIGURES,
            "bulk": _FIGURES,
            "filters": _FIGURES,
        },
        "history inspect identity compare register register-and-accept return accept reject take-back withdraw correct"
        " access request-destruction propose-destruction confirm-destruction stop-destruction called"
        " assign note archive pdf prepare-refusal drop-refusal refusal",
        "version file consent letter original withdraw-consent retry give-up",
    ),
    **_desk(
        "placement/requests",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "export-contacts": _ENTER_FIGURES,
            "bulk": _FIGURES,
            "filters": _FIGURES,
        },
        "history inspect identity compare register register-and-accept return accept reject take-back withdraw correct"
        " access request-destruction propose-destruction confirm-destruction stop-destruction called"
        " assign note archive pdf publish-vacancies take-over take-over-contact form",
        "version file consent letter original withdraw-consent retry give-up",
    ),
    "cms/placement/reports/register/": _FIGURES,
    "cms/placement/reports/demand/": _FIGURES,
    "cms/placement/reports/demand/<slug:kind>.svg": OBJECT,
    **_desk(
        "placement/vacancies",
        {
            "": _FIGURES,
            "create": _ENTER_FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "bulk": _FIGURES,
            "print": _FIGURES,
        },
        "history inspect edit publish pause resume fill withdraw expire reopen confirm ask",
    ),
    **_desk(
        "placement/professions",
        {"": _ENTER_FIGURES, "create": _ENTER_FIGURES, "export": _ENTER_FIGURES},
        "edit history inspect kin",
    ),
    "cms/placement/graduates/needs/<slug:instance_pk>/": OBJECT,
    "cms/placement/graduates/wishes/<slug:instance_pk>/": OBJECT,
    "cms/placement/graduates/own-refusal/<slug:instance_pk>/": OBJECT,
    "cms/placement/graduates/own-refusal-blank/<slug:instance_pk>/": OBJECT,
    "cms/placement/graduates/own-refusal-paper/<slug:instance_pk>/<slug:part>/": OBJECT,
    "cms/placement/graduates/own-refusal-scan/<slug:instance_pk>/<slug:part>/": OBJECT,
    "cms/placement/graduates/match/<slug:instance_pk>/": OBJECT,
    "cms/placement/graduates/not-referred/<slug:instance_pk>/<slug:part>/": OBJECT,
    "cms/placement/graduates/may-be-referred/<slug:instance_pk>/<slug:part>/": OBJECT,
    "cms/placement/vacancies/match/<slug:instance_pk>/": OBJECT,
    **_desk(
        "placement/employers",
        {
            "": _FIGURES,
            "create": _ENTER_FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "print": _FIGURES,
            "suggest": _FIGURES,
            "import": _ENTER_FIGURES,
            "blank": _ENTER_FIGURES,
        },
        "history inspect edit confirm add-contact add-record pair",
        "edit-contact remove-contact complete-record correct-record remove-record merge mark-as-different"
        " retry give-up",
    ),
    **_desk(
        "placement/cases",
        {"": _FIGURES, "export": _FIGURES, "filters": _FIGURES, "create": _ENTER_FIGURES},
        "history inspect identity add-step record-step hire settle lose hand-over stop reopen call-consilium",
        "complete-step drop-step record-protocol acknowledge invitation blank-protocol protocol-scan",
    ),
    **_desk(
        "placement/step-kinds",
        {
            "": _ENTER_FIGURES,
            "export": _ENTER_FIGURES,
            "create": only(DEPUTY),
        },
        "history inspect edit",
    ),
    **_desk(
        "placement/terms",
        {"": _FIGURES, "export": _FIGURES, "create": only(DEPUTY)},
        "history inspect",
    ),
    **_desk(
        "placement/resumes",
        {"": _FIGURES, "export": _FIGURES, "filters": _FIGURES, "create": _ENTER_FIGURES},
        "history inspect identity read picture own-paper employer-paper edit offer approve send-back copy"
        " photo remove-photo retire",
        "retry give-up",
    ),
    **_desk(
        "placement/graduates",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "create": _ENTER_FIGURES,
            "import": _ENTER_FIGURES,
            "blank": _ENTER_FIGURES,
        },
        "history inspect identity edit confirm verify-email renew-link join apart part",
    ),
    **_desk(
        "placement/grants",
        {"": _FIGURES, "filters": _FIGURES, "ask": _ENTER_FIGURES},
        "history inspect identity print record-file record-paper send-link withdraw",
        "document original scan text",
    ),
    **_desk(
        "placement/photos",
        {"": _FIGURES, "export": _FIGURES, "filters": _FIGURES, "publish": _ENTER_FIGURES},
        "history inspect identity picture remove",
    ),
    **_desk(
        "placement/representatives",
        {"": _FIGURES, "create": _ENTER_FIGURES},
        "history inspect identity edit verify-email confirm renew-link end",
    ),
    **_desk(
        "placement/agreements",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "journal": _FIGURES,
            "create": _ENTER_FIGURES,
            "import": _ENTER_FIGURES,
            "blank": _ENTER_FIGURES,
            "practice-journal": only(DEPUTY),
        },
        "history inspect identity edit register prolong amend attach terminate annul discard"
        " scan draft approval-sheet",
        "addendum retry give-up",
    ),
    **_desk(
        "placement/referrals",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "prepare": _ENTER_FIGURES,
            "journal": _ENTER_FIGURES,
        },
        "history inspect send answer take-back call-off paper",
        "retry give-up",
    ),
    **_desk(
        "placement/agreement-templates",
        {"": _FIGURES},
        "history inspect download replace restore",
    ),
    **_desk(
        "placement/consultations",
        {
            "": _FIGURES,
            "export": _FIGURES,
            "filters": _FIGURES,
            "totals": _FIGURES,
            "create": _ENTER_FIGURES,
        },
        "history inspect edit remove",
    ),
    **_desk(
        "placement/recommendations",
        {
            "": _ENTER_FIGURES | only(*PART_ROLES),
            "filters": _ENTER_FIGURES | only(*PART_ROLES),
            "create": _ENTER_FIGURES,
        },
        "history inspect read confirm-words hand-over close paper name-writers",
        "fill sign unsign",
    ),
    **_desk("records/acts", {"": _SETUP | only(DEPUTY)}, "history inspect pdf"),
    **_desk(
        "records/reads",
        {"": _REVIEWERS, "review": _REVIEWERS, "export": _REVIEWERS, "filters": _REVIEWERS},
        "history",
    ),
    **_desk(
        "records/letters",
        {"": only(ADMINISTRATOR), "bulk": only(ADMINISTRATOR), "filters": only(ADMINISTRATOR)},
        "history retry give-up",
    ),
    **_desk("records/journals", {"": only(ADMINISTRATOR)}, "edit history inspect print", "annul"),
    # Opens to whoever may bring in a table of some domain.
    **_desk("records/imports", {"": _IMPORTERS, "filters": _IMPORTERS}, "inspect bad undo history"),
    **_desk(
        "records/calendar",
        {"": only(ADMINISTRATOR), "create": only(ADMINISTRATOR)},
        "edit delete history",
    ),
    **_desk(
        "records/organisations",
        {"": only(ADMINISTRATOR), "create": only(ADMINISTRATOR)},
        "edit history",
    ),
}

_PAGES = only(EDITOR, CHIEF)
_TEXTS = only(CHIEF, ADMINISTRATOR)
# The longest beginning counts. Pages of single objects ask for a right over the object.
FOREIGN: dict[str, Who] = {
    "accounts/": LOGGED_IN,
    **dict.fromkeys(
        (
            "accounts/login/",
            "accounts/logout/",
            "accounts/inactive/",
            # Opens by its token alone.
            "accounts/password/link/",
            "accounts/2fa/authenticate/",
            "accounts/2fa/webauthn/login/",
            "documents/",
            "_util/authenticate_with_password/",
            "^((?:",
            # Icons and words of the interface.
            "cms/sprite/",
            "cms/jsi18n/",
        ),
        PUBLIC,
    ),
    "cms/": STAFF,
    "cms/^.*/$": OBJECT,
    # Nobody resets a password past the second factor.
    "cms/password_reset/": NOBODY,
    "cms/api/main/": STAFF,
    **{f"cms/api/main/^{kind}/find/": OBJECT for kind in ("pages", "documents", "images")},
    "cms/bulk/": OBJECT,
    "cms/pages/": _PAGES,
    "cms/block-preview/": OBJECT,
    "cms/choose-": STAFF,
    "cms/tag-autocomplete/": STAFF,
    "cms/collections/": NOBODY,
    "cms/workflows/": NOBODY,
    "cms/workflows/task_chooser/": STAFF,
    "cms/reports/": _PAGES,
    "cms/reports/locked/": only(CHIEF),
    "cms/reports/site-history/": STAFF,
    "cms/account/": STAFF,
    "cms/dismissibles/": STAFF,
    "cms/editing-sessions/": OBJECT,
    "cms/embeds/chooser/": STAFF,
    "cms/redirects/": only(CHIEF),
    "cms/settings/": OBJECT,
    # Both kinds of texts stand in the menu of settings, not in the list of snippets.
    "cms/snippets/": NOBODY,
    "cms/snippets/forms_app/consenttext/": _TEXTS,
    "cms/snippets/core/lettertemplate/": _TEXTS,
    "cms/snippets/home/formstarttext/": only(CHIEF),
    "cms/snippets/home/searchsynonyms/": only(CHIEF),
    "cms/snippets/choose/": STAFF,
    "cms/documents/": _PAGES,
    "cms/documents/chooser/": STAFF,
    "cms/documents/chooser/create/": _PAGES,
    "cms/images/": _PAGES,
    "cms/images/chooser/": STAFF,
    "cms/images/chooser/create/": _PAGES,
    "cms/snippets/choose/forms_app/consenttext/create/": _TEXTS,
    "cms/snippets/choose/home/formstarttext/create/": only(CHIEF),
    "cms/snippets/choose/home/searchsynonyms/create/": only(CHIEF),
    # Which letters there are is a matter of code.
    "cms/snippets/choose/core/lettertemplate/create/": NOBODY,
    "cms/snippets/core/lettertemplate/add/": NOBODY,
    "cms/sites/": NOBODY,
    "cms/users/": only(ADMINISTRATOR),
    "cms/groups/": NOBODY,
    "cms/modeladmin/": STAFF,
    "cms/test404/": STAFF,
    "cms/failwhale/": OBJECT,
}
# What a page needs to answer at all.
QUERIES = {
    "cms/^placement/resumes/export/$": "format=csv",
    "cms/^placement/graduates/export/$": "format=csv",
    "cms/^placement/photos/export/$": "format=csv",
    "cms/^placement/cases/export/$": "format=csv",
    "cms/^placement/step-kinds/export/$": "format=csv",
    "cms/^placement/terms/export/$": "format=csv",
    "cms/^placement/referrals/export/$": "format=csv",
    "cms/^placement/agreements/export/$": "format=csv",
    "cms/^placement/assistance/export/$": "format=csv",
    "cms/^placement/consultations/export/$": "format=csv",
    "cms/^placement/requests/export/$": "format=csv",
    "cms/^contest/applications/export/$": "format=csv",
    "cms/^contest/videos/export/$": "format=csv",
    "cms/^contest/meetings/export/$": "format=csv",
    "cms/^contest/results/export/$": "format=csv",
    "cms/^contest/complaints/export/$": "format=csv",
    "cms/^placement/vacancies/export/$": "format=csv",
    "cms/^placement/programmes/export/$": "format=csv",
    "cms/^placement/professions/export/$": "format=csv",
    "cms/^records/reads/export/$": "format=csv",
    "cms/^placement/employers/export/$": "format=csv",
}


def who_opens(address: str) -> Who | None:
    """Who may open an address; None for one that nobody has thought about."""
    if address in OWN:
        return OWN[address]
    known = [beginning for beginning in FOREIGN if address.startswith(beginning)]
    if not known:
        return None
    longest = max(known, key=len)
    # The bare «cms/» stands for Wagtail's first page only, not for whatever else is put there.
    return None if longest == "cms/" and address != "cms/" else FOREIGN[longest]
