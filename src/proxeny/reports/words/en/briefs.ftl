# Sentences of briefs, files and the profile.
title-partner-brief = { $partner }: relations with { $city }
title-meeting-brief = Meeting with { $the_partner }
title-heads-briefing = Briefing for the head of mission: { $partner }
title-visit-file = Visit: { $what }
title-investor-profile = { $city } for investors
chapter-who = Who they are
chapter-people = Key people
chapter-met = Who we meet
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
who-country = { $The_partner } is a partner country of { $city }.
who-in-country = { $partner } is in { $the_country }.
who-since = Relations with { $city } date from { $day }.
who-twin = It is a twin city.
who-friendship = It is a friendship partner.
who-none = Its country, grade and the beginning of relations are not on record.
people-list-certain = In post on { $day }: { $list }.
people-list-likely = Probably still in post: { $list }.
people-list-unknown = Last known in post, to be checked: { $list }.
people-certain = { $figure }, { $role }
people-likely = { $figure }, { $role } (likely still in the post)
people-unknown = { $figure }, { $role } (to be checked)

# What was done
relations-agreements = There { $figure_n ->
        [one] is
       *[other] are
    } { $figure } { $figure_n ->
        [one] agreement on record
       *[other] agreements on record, most recently
    }: { $list }.
relations-delegations = There { $figure_n ->
        [one] is
       *[other] are
    } { $figure } { $figure_n ->
        [one] delegation on record
       *[other] delegations on record, most recently
    }: { $list }.
relations-events = There { $figure_n ->
        [one] is
       *[other] are
    } { $figure } { $figure_n ->
        [one] event on record
       *[other] events on record, most recently
    }: { $list }.
relations-projects = There { $figure_n ->
        [one] is
       *[other] are
    } { $figure } { $figure_n ->
        [one] project on record
       *[other] projects on record, most recently
    }: { $list }.
relations-aid = There { $figure_n ->
        [one] is
       *[other] are
    } { $figure } { $figure_n ->
        [one] contribution of aid on record
       *[other] contributions of aid on record, most recently
    }: { $list }.
numbers-latest = The latest figures on record: { $list }.
item-figure = { $what } { $figure } ({ $day })

# What was promised
promised-ours = { $city } still has { $figure } { $figure_n ->
        [one] promise
       *[other] promises
    } to keep: { $list }.
promised-theirs = The other side still has { $figure } { $figure_n ->
        [one] promise
       *[other] promises
    } to keep: { $list }.
promised-unsaid = For { $figure } open { $figure_n ->
        [one] promise
       *[other] promises
    } it is not on record who made { $figure_n ->
        [one] it
       *[other] them
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
talking-negotiating = Take forward the { $figure_n ->
        [one] text
       *[other] texts
    } under negotiation: { $list }.
talking-coming-visits = Prepare the coming { $figure_n ->
        [one] visit
       *[other] visits
    }: { $list }.
talking-coming-events = Prepare together the coming { $figure_n ->
        [one] event
       *[other] events
    }: { $list }.
talking-none = Nothing is open with this partner on record.

# Sensitive points
sensitive-disputed = Sources disagree on { $list }.
sensitive-not-made = Refused or cancelled: { $list }.
sensitive-closed = Not for everybody: { $list }.
sensitive-none = No sensitive point is on record for readers of this clearance.
ask-open = Follow up on what { $the_partner } promised: { $list }.
ask-texts = Support the texts under negotiation: { $list }.
ask-calls = Make the projects open to investors known: { $list }.

# The visit
visit-facts = { $figure } ({ $day }).
visit-purpose = Purpose: { $what }.
visit-members = In the delegation: { $list }.
visit-met = Met or to be met: { $list }.
h-day = Day
h-hour = Hour
h-attends = Who attends
calls-list = { $city } offers { $figure } { $figure_n ->
        [one] project
       *[other] projects
    } to investors: { $list }.
