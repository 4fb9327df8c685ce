"""The rights of the register of agreements."""

VIEW = "placement.view_agreement"
WORK = "placement.work_agreements"
# Templates of drafts, and taking back a registration.
APPROVE = "placement.approve_agreements"
READ_PEOPLE = "placement.read_agreement_people"
