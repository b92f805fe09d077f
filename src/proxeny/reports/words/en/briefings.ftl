# Briefings: the brief on a partner register by register, the meeting, the mark of a paper.
chapter-summary = In short
chapter-series = The relation in figures
chapter-milestones = Milestones
chapter-held-agreements = Agreements
chapter-visits = Visits
chapter-events = Events
chapter-projects = Investment projects
chapter-aid-given = Aid
chapter-meeting = The meeting
chapter-raise = What we want to raise
summary-held = { $city } and { $the_partner } have { $list } on record.
summary-agreements = { $figure } { $figure_n ->
        [one] agreement
       *[other] agreements
    }
summary-visits = { $figure } { $figure_n ->
        [one] visit
       *[other] visits
    }
summary-events = { $figure } { $figure_n ->
        [one] event
       *[other] events
    }
summary-projects = { $figure } investment { $figure_n ->
        [one] project
       *[other] projects
    }
summary-aid = { $figure } { $figure_n ->
        [one] contribution
       *[other] contributions
    } of aid
summary-figures = Key figures: { $list }.
summary-latest-agreement = The latest agreement: { $figure } ({ $day }).
summary-latest-visit = The latest visit: { $figure } ({ $day }).
milestone-signed = Signed: { $figure }
milestones-map = Where
milestones-where = { $The_partner } and { $city } on a map of the world
table-latest = The latest { $shown } of { $figure }:
table-all = All { $figure } on record:
agreements-unsigned = Texts that are not signed yet are left out.
until = until { $day }
h-direction = Direction
h-kind-event = Event
direction-out = sent
direction-in = received
aid-received = received
aid-given = given
meeting-with = The meeting with { $the_partner } is on { $day } at { $place }.
meeting-day = The meeting with { $the_partner } is on { $day }.
meeting-place = The meeting with { $the_partner } is at { $place }.
met-list = We meet { $list }.
met-post = { $figure }, { $role }
met-bare = { $figure }
choice-remark = the value of { $publisher } was chosen: { $reason }
frame-mark-1 = INTERNAL
frame-mark-2 = CONFIDENTIAL
choice-computed = computed with the record’s own value, { $value }
