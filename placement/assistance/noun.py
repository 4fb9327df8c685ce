"""What a graduate files: «заявление», as the approved form calls it (P-F1)."""

from forms_app.engine.nouns import Gender, Noun

STATEMENT = Noun(
    gender=Gender.NEUTER,
    nom="заявление",
    gen="заявления",
    dat="заявлению",
    acc="заявление",
    ins="заявлением",
    pre="заявлении",
    plural="заявления",
    many="заявлений",
)
