# What every picture may say.
choice-measure = Measure
choice-year = Year
choice-from = From
choice-to = To
choice-theme = Theme
choice-partner = Partner
choice-indicator = Indicator
choice-kind = Show
choice-unit = Currency
choice-plan = Plan or year
everything = everything
the-city = the city itself
column-place = Place
column-kind = Kind
column-period = Period
column-value = Value
column-date = Date
column-title = Record
column-partner = Partner
column-indicator = Indicator
column-sources = Sources
column-range = Sources range over
column-url = Address
kind-country = country
kind-city = city
to-date = to date
others = others
not-stated = not stated
estimate = estimate
note-outlines = Outlines: Natural Earth; borders as that data set draws them.
note-older = Where a year has no figure, the newest before it stands, with its own period.

measure-delegations = Delegations both ways
measure-agreements_in_force = Agreements in force
measure-agreements = Agreements signed to date
measure-events = Events
measure-projects = Investment projects to date
measure-aid = Aid to date, number of entries
measure-fdi = FDI stock
measure-fdi_registered = FDI registered
measure-exports = Exports
measure-imports = Imports
measure-trade = Exports and imports together
measure-visitors = International visitors

world-name = The world
world-about = Countries shaded by a measure of a year, partner cities as points.
world-title = { $measure }, { $year }
world-empty = Nothing on record yet: { $measure }, { $year }. What is recorded with a country shows here.

mark-public = public
mark-internal = internal
mark-confidential = confidential
drawn-on = drawn on { $day }
sources-line = Sources: { $names }
in-words = { $what }, as shown

choice-count = Partners
column-sector = Sector
column-capital = Capital
column-target = Target
column-aim = Aim
column-reached = Reached
column-part = Part of the aim
column-pace = Pace
column-forecast = Forecast
column-verdict = Verdict
all-partners = all partners
several-countries = several countries
one-agreements = agreement
one-events = event
disputed-range = sources range over { $range }
note-whole-years = Whole years of one unit only; parts of years are not drawn.
note-own-scale = Each panel has a scale of its own, with nought on it.
note-disputed = Amber: sources disagree; the bar spans what they state, small dots are single sources.
note-estimates = Hollow points are estimates.
note-cut = The first { $shown } of { $count }.
note-undated = { $count ->
    [one] One record without a month is not drawn.
   *[other] { $count } records without a month are not drawn.
 }
note-latest = Of each lane the latest { $count } at most.
note-hundred = Each target stands at 100%: the black line. The bar is what was reached.
note-pace = Dashed: where the year should be by now. Pale: the forecast with its interval.
note-ceiling = Of a ceiling, less is better.
note-no-aim = { $count ->
    [one] One target without an amount stands in the table only.
   *[other] { $count } targets without an amount stand in the table only.
 }
note-flows-year = Capital newly registered, added and bought in shares, by the ledgers.
note-flows-stock = Capital of projects whose licence stands: by their ledger, else as sources state it.
note-several = Capital of several countries is one band: it is not shared out among them.
note-network = A line is a partner’s part in an agreement (square) or event (circle).
note-network-most = Those that join most partners; choose a partner to see all of its own.
note-network-latest = The latest of each kind.

theme-economy = Economy
theme-trade = Trade
theme-investment = Investment
theme-tourism = Tourism
theme-delegations = Delegations
theme-agreements = Agreements and partners
theme-events = Events
theme-aid = Aid
theme-plan = Plan
theme-other = Other

lane-agreements = Agreements
lane-visits-out = Visits abroad
lane-visits-in = Visits received
lane-events = Events
lane-projects = Projects
lane-aid = Aid
lane-gifts = Gifts
lane-awards = Awards

verdict-met = met
verdict-missed = not met
verdict-ahead = ahead of its pace
verdict-on-track = on track
verdict-behind = behind its pace
verdict-unknown = cannot be said yet

trend-name = One indicator over time
trend-about = Whole years of an indicator, sources as dots, disagreement as a range.
trend-title = { $indicator }, { $who }
trend-empty = No whole year of any indicator is on record for { $who }. Figures accepted from documents show here.
multiples-name = Small multiples
multiples-about = The indicators of a theme side by side, each with its sources and ranges.
multiples-title = { $theme }, { $who }
multiples-chosen = Indicators
multiples-empty = No indicator has two whole years on record for { $who }. Figures accepted from documents show here.
partners-name = Partners ranked
partners-about = Countries in the order of a measure of a year.
partners-title = { $measure } by country, { $year }
year-name = A year
year-about = Every record of a year on lanes: visits, agreements, events, projects, aid.
year-title = { $who }, { $year }
year-empty = Nothing dated in { $year } is on record yet.
relation-name = A relation over time
relation-about = What was signed, visited, held, invested and given with one partner.
relation-title = { $who }, { $begin }–{ $end }
relation-empty = Nothing dated is on record with { $who } yet: agreements, visits and projects show here.
targets-name = Targets
targets-about = Targets of a plan or year: reached, pace and forecast against the aim.
targets-title = Targets: { $what }
targets-empty = No target with an amount is on record yet. Targets of a plan show here.
targets-of = { $value } of { $target }
targets-none = aim { $target }
targets-pace = by now: { $value }
targets-forecast = forecast: { $low } – { $high }
flows-name = Investment flows
flows-about = Foreign capital from partners into sectors, in one currency.
flows-title = Foreign investment by partner and sector, { $period }, { $unit }
flows-empty = No foreign capital on record: { $period }. Projects with their capital show here.
network-name = Network
network-about = Partners, and the agreements and events that join them.
network-title = Partners, agreements and events
network-title-of = { $who }: agreements and events, and who takes part
network-empty = No agreement or event with several partners is on record here yet.

sector-real-estate = real estate
sector-food-and-drink = food and drink
sector-industrial-park = industrial parks
