# The frame of a report: titles, periods, clauses, remarks.
when-year = in { $year }
when-first-months = in the first { $months } months of { $year }
when-last-months = in the last { $months } months of { $year }
when-period = in the period { $period }
than-year = than in { $year }
than-first-months = than in the first { $months } months of { $year }
than-last-months = than in the last { $months } months of { $year }
than-period = than in the period { $period }
list-and = {" "}and{" "}
list-apart = {"; "}

# Titles
title-yearly = Report on the external affairs of { $city } { $when }
title-nine-month = Report on the external affairs of { $city } { $when }
title-six-month = Report on the external affairs of { $city } { $when }
title-period = Report on the external affairs of { $city } { $when }
subtitle = As the record stands on { $day }
note-origin = Figures that sources state, figures computed of them and numbers counted in the record are told apart; each leads back to what it rests on.
chapter-context = The city in figures
chapter-delegations = Delegations sent and received
chapter-agreements = International agreements and partners
chapter-conferences = Conferences and meetings
chapter-economy = Economic diplomacy
chapter-culture = Cultural diplomacy and the image of the city
chapter-aid = Foreign aid
chapter-missions = Missions abroad and citizens
chapter-targets = Results against the plan
chapter-difficulties = Difficulties and proposals
chapter-ahead = The period to come

# Clauses put into sentences
clause-after = , after { $before } { $than }
clause-up = , up { $change } from { $before } { $than }
clause-down = , down { $change } from { $before } { $than }
clause-level = , as much as { $than }
clause-against = , against { $before } { $than }
clause-more = , { $difference } more { $beyond }
clause-fewer = , { $difference } fewer { $beyond }
clause-same = , as many as { $than }
clause-source = {" "}(according to { $publisher }; the record holds { $recorded })
clause-source-none = {" "}(according to { $publisher }; the record holds none)
clause-day = {" "}({ $day })
item-count = { $what } ({ $figure })
item-day = { $figure } ({ $day })
more = { $figure } more
more-in-annex = { $figure } more (annex { $annex })
item-each = { $what } ({ $figure } each)

# What there is not
nothing = The record has nothing on this { $when }.
nothing-known = The record has nothing on this.
no-figures = The record has no figure { $when } for: { $what }.
no-rows = The record has no rows for this annex { $when }.
vague-dates = { $n ->
        [one] { $n } record has a date
       *[other] { $n } records have dates
    } too vague to be counted in this period.
also-stated = It is also given as { $list }.
item-by = { $figure } ({ $publisher })
only-first = Only the first { $n } rows are shown; the register has the others.
only-largest = Only the { $n } largest projects, taken in turn from each currency, are listed; the last row sums the others, and the register has them all.
stock-today = The stock is that of projects in force today, with their capital at the end of the period.

# How a figure was made
how-counted = { $n ->
        [one] { $n } record
       *[other] { $n } records
    }
how-counted-in = { $n } in { $records ->
        [one] { $records } record
       *[other] { $records } records
    }
how-each = { $n } of each, { $of }
how-summed = { $n ->
        [one] sum of { $n } row
       *[other] sum of { $n } rows
    }
how-sum = sum of { $of }
how-difference = difference of { $of }
how-growth = change between { $of }
how-share = share: { $of }
how-per_head = per head: { $of }
how-conversion = converted: { $of }
how-pace = the target, at the pace of { $years }
how-forecast = forecast from the pace of the years before, four times in five within these bounds

# What is said of a disputed figure
remark-range = sources give { $low } to { $high }
remark-scale = sources differ by a factor that points to a slip of scale
remark-period = sources may speak of different periods
remark-definition = sources may count different things
remark-revision = a source may have revised the figure
remark-currency = sources differ in the currency
remark-parts = it does not agree with its parts
remark-share = it does not agree with the share that is stated
remark-series = it is far out of its own series
remark-plain = sources disagree

# Small numbers as they are written in a sentence
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
