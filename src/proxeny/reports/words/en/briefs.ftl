# Sentences of briefs, files and the profile.
title-partner-brief = { $partner }: relations with { $city }
title-meeting-brief = Meeting with { $partner }
title-heads-briefing = Briefing for the head of mission: { $partner }
title-visit-file = Visit: { $what }
title-investor-profile = { $city } for investors
chapter-who = Who they are
chapter-people = Whom we meet
chapter-relations = What was done together
chapter-numbers = Figures
chapter-promised = What was promised
chapter-talking = Talking points
chapter-sensitive = Sensitive points
chapter-ask = What we ask
chapter-visit = The visit
chapter-programme = Programme
chapter-calls = Projects open to investors

# Who they are
who-country = { $partner } is a partner country of { $city }.
who-in-country = { $partner } is in { $country }.
who-since = Relations with { $city } date from { $day }.
who-twin = It is a twin city.
who-friendship = It is a friendship partner.
who-none = On this partner the record has no country, grade or beginning.
people-list = On { $day } the record knows: { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (likely still in the post)
people-unknown = { $figure }, { $role } (to be checked)

# What was done
relations-agreements = { $figure } { $figure_n ->
        [one] agreement is on record
       *[other] agreements are on record, the latest
    }: { $list }.
relations-delegations = { $figure } { $figure_n ->
        [one] delegation is on record
       *[other] delegations are on record, the latest
    }: { $list }.
relations-events = { $figure } { $figure_n ->
        [one] event is on record
       *[other] events are on record, the latest
    }: { $list }.
relations-projects = { $figure } { $figure_n ->
        [one] project is on record
       *[other] projects are on record, the latest
    }: { $list }.
relations-aid = { $figure } { $figure_n ->
        [one] case of aid is on record
       *[other] cases of aid are on record, the latest
    }: { $list }.
numbers-latest = The latest figures on record: { $list }.
item-figure = { $what } { $figure } ({ $day })

# What was promised
promised-ours = By { $city }, { $figure } { $figure_n ->
        [one] promise is
       *[other] promises are
    } open: { $list }.
promised-theirs = By the other side, { $figure } { $figure_n ->
        [one] promise is
       *[other] promises are
    } open: { $list }.
promised-unsaid = Of { $figure } open { $figure_n ->
        [one] promise
       *[other] promises
    } the record does not say whose { $figure_n ->
        [one] it is
       *[other] they are
    }: { $list }.

# Talking points
talking-late-ours = Say where we stand with what we promised and is late: { $list }.
talking-late-theirs = Ask after what they promised and is late: { $list }.
talking-expiring = Agree on what follows the { $figure_n ->
        [one] agreement that ends
       *[other] agreements that end
    } within a year: { $list }.
talking-ended = Decide on the { $figure_n ->
        [one] agreement whose term is
       *[other] agreements whose terms are
    } over: { $list }.
talking-negotiating = Move on with the { $figure_n ->
        [one] text
       *[other] texts
    } under negotiation: { $list }.
talking-coming = Prepare together what is coming: { $list }.
talking-none = The record shows nothing open with this partner.

# Sensitive points
sensitive-disputed = Sources disagree on { $list }.
sensitive-not-made = Refused or cancelled: { $list }.
sensitive-closed = Not for everybody: { $list }.
sensitive-none = The record shows no sensitive point to somebody of this clearance.
ask-open = To help that what { $partner } promised is kept: { $list }.
ask-texts = To support the texts under negotiation: { $list }.
ask-calls = To make the projects open to investors known: { $list }.

# The visit
visit-facts = { $figure } ({ $day }).
visit-purpose = Purpose: { $what }.
visit-members = In the delegation: { $list }.
visit-met = Met or to be met: { $list }.
h-day = Day
h-hour = Hour
h-attends = Who attends
calls-list = { $figure } { $figure_n ->
        [one] project is
       *[other] projects are
    } offered: { $list }.
