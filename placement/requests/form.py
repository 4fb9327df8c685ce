"""The approved form «Заявка от потенциального работодателя»: its parts, in their order (P-F2)."""

# The page that asks about the enterprise.
COMPANY_PAGE = "company"
# The pages that ask about one vacancy, and the headings of the approved form over their answers.
VACANCY_PAGES = {
    "vacancy": "Описание вакантной должности",
    "conditions": "Условия найма работника",
    "requirements": "Требования к кандидату",
}
