"""The rights that the desks of graduates ask for."""

VIEW = "placement.view_graduate"
WORK = "placement.work_graduates"
IDENTITY = "placement.read_graduate_identity"
HEALTH = "placement.read_graduate_health"
APPROVE = "placement.approve_graduates"
PERSON = "выпускник"
REPRESENTATIVE = "законный представитель"
