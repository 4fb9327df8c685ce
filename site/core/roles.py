"""Names of the groups. A group opens a desk; rows of a composition decide rights in one contest.

What each group may do stands in ``permissions.py`` of each app, as
``GROUPS: dict[group name, list["app_label.codename"]]``; ``setup_roles`` brings it about.
"""

CONTENT_EDITOR = "Редактор содержания"
EDITOR_IN_CHIEF = "Главный редактор"
CONTEST_SECRETARY = "Секретарь конкурса"
OPERATOR_STAFF = "Сотрудник оператора"
COMMISSION_MEMBER = "Член комиссии"
CHAIR = "Председатель комиссии"
DEPUTY_CHAIR = "Заместитель председателя комиссии"
PLACEMENT_SPECIALIST = "Специалист центра трудоустройства"
DEPUTY_DIRECTOR = "Заместитель директора по трудоустройству"
DIRECTOR = "Директор"
PSYCHOLOGIST = "Психолог"
SOCIAL_PEDAGOGUE = "Социальный педагог"
EDUCATOR = "Воспитатель"
PEDAGOGUE = "Педагог"
ADMINISTRATOR = "Администратор"
