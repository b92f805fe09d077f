# Sentences of the chapters, in their order.

# The city in figures
context-growth = { $When }, the gross regional product (GRDP) of { $city } grew by { $figure }{ $compared }.
context-grdp = GRDP came to { $figure }{ $compared }.
context-per-head = Per head it was { $figure }{ $compared }.
context-revenue = Budget revenue came to { $figure }{ $compared }.
context-revenue-plan = Against the plan, budget revenue stood at { $figure }{ $compared }.

# Delegations
delegations-out = { $When }, leaders of { $city } went abroad with { $figure } { $figure_n ->
        [one] delegation
       *[other] delegations
    }{ $compared }{ $source }.
delegations-out-recorded = { $When }, the record holds { $figure } { $figure_n ->
        [one] delegation
       *[other] delegations
    } sent abroad by { $city }{ $compared }.
delegations-out-parts = { $led } of them were led by leaders of the city, and { $accompanying } accompanied leaders of the Party and the State.
delegations-out-parts-alone = By what sources state, { $led } delegations were led by leaders of the city and { $accompanying } accompanied leaders of the Party and the State.
delegations-out-led = { $figure } { $figure_n ->
        [one] delegation was
       *[other] delegations were
    } led by leaders of the city{ $compared }.
delegations-out-accompanying = { $figure } { $figure_n ->
        [one] delegation
       *[other] delegations
    } accompanied leaders of the Party and the State{ $compared }.
delegations-out-to = The delegations on record went to { $list }.
delegations-in = The city received { $figure } international { $figure_n ->
        [one] delegation
       *[other] delegations
    }{ $compared }{ $source }.
delegations-in-recorded = The record holds { $figure } { $figure_n ->
        [one] delegation
       *[other] delegations
    } received{ $compared }.
delegations-in-high = It welcomed { $figure } high-level or official { $figure_n ->
        [one] delegation
       *[other] delegations
    }{ $compared }.
delegations-in-from = The visitors on record came from { $list }.

# Agreements
agreements-signed = { $When }, { $city } signed { $figure } international cooperation { $figure_n ->
        [one] agreement
       *[other] agreements
    }{ $compared }{ $source }.
agreements-recorded = { $When }, the record holds { $figure } { $figure_n ->
        [one] agreement
       *[other] agreements
    } signed{ $compared }.
agreements-list = On record are: { $list }.
agreements-partners = The city has relations with { $figure } partner { $figure_n ->
        [one] city
       *[other] cities
    }{ $compared }.
agreements-in-force = At the end of the period { $figure } { $figure_n ->
        [one] agreement
       *[other] agreements
    } on record { $figure_n ->
        [one] was
       *[other] were
    } in force.

# Conferences
conferences-stated = { $When }, { $city } held { $figure } external-affairs { $figure_n ->
        [one] event
       *[other] events
    }{ $compared }.
conferences-recorded = The record holds { $figure } { $figure_n ->
        [one] conference or meeting
       *[other] conferences and meetings
    }{ $compared }.
conferences-list = They include { $list }.

# Economic diplomacy
fdi-registered = { $When }, { $city } drew { $figure } of registered foreign direct investment{ $compared }.
fdi-parts = This includes { $list }.
fdi-part-new = { $figure } in new projects
fdi-part-added = { $figure } added to running projects
fdi-part-purchased = { $figure } by purchase of shares
fdi-projects = { $figure } new { $figure_n ->
        [one] project was
       *[other] projects were
    } licensed{ $compared }.
fdi-disbursed = { $figure } was disbursed{ $compared }.
fdi-stock = The stock of foreign investment in force was { $figure }{ $day }.
fdi-rank = In the country the city ranked number { $figure } for foreign investment.
fdi-growth = A source puts the change in registered investment at { $figure }.
fdi-recorded = The ledger of the record holds { $figure } of it, in { $movements } { $movements_n ->
        [one] movement
       *[other] movements
    }.
fdi-partners = By the ledger the largest investors came from { $list }.
trade-exports = Exports came to { $figure }{ $compared }.
trade-imports = Imports came to { $figure }{ $compared }.
trade-turnover = Exports and imports together are stated at { $figure }{ $compared }.
tourism-visitors = The city received { $figure } visitors{ $compared }.
tourism-international = International visitors numbered { $figure }{ $compared }.
tourism-revenue = Receipts from tourism came to { $figure }{ $compared }.

# Culture and image
culture-recorded = { $When }, the record holds { $figure } { $figure_n ->
        [one] festival, exhibition or campaign
       *[other] festivals, exhibitions and campaigns
    }{ $compared }.
culture-list = Among them: { $list }.
culture-awards-received = The city received { $figure } { $figure_n ->
        [one] award
       *[other] awards
    }: { $list }.
culture-awards-given = It gave { $figure } { $figure_n ->
        [one] award
       *[other] awards
    } to foreign partners and friends: { $list }.

# Aid
aid-received = { $When }, { $city } took in foreign aid of { $figure }{ $compared }.
aid-programmes = Sources count { $figure } aid { $figure_n ->
        [one] programme or project
       *[other] programmes and projects
    }{ $compared }.
aid-recorded-received = Of aid received, the record holds { $figure } { $figure_n ->
        [one] case
       *[other] cases
    }{ $list }.
aid-recorded-given = Of aid given to partners, it holds { $figure } { $figure_n ->
        [one] case
       *[other] cases
    }{ $list }.
aid-sums = , worth { $list } where a source gives a sum

# Missions and citizens
missions-kept = The record keeps { $figure } { $figure_n ->
        [one] mission
       *[other] missions
    } abroad with which the city works.
missions-briefings = { $When }, { $figure } working { $figure_n ->
        [one] session
       *[other] sessions
    } with heads of missions { $figure_n ->
        [one] is
       *[other] are
    } on record: { $list }.
missions-reports = { $figure } { $figure_n ->
        [one] report
       *[other] reports
    } from missions came in.
missions-citizens = The record keeps no consular cases, passports or travel cards; these figures come from the offices in charge.

# Results against the plan
targets-stated = { $When }, { $met } of { $total } targets of the plan were met{ $exceeded }.
targets-exceeded = , { $figure } of them exceeded
targets-recorded = The { $total } { $total_n ->
        [one] target
       *[other] targets
    } on record, by what sources say of them: { $list }.
targets-part-exceeded = { $figure } exceeded
targets-part-met = { $figure } met
targets-part-not_met = { $figure } not met
targets-part-open = { $figure } without a stated result

# Difficulties and proposals
difficulties-overdue = Of what was due by the end of the period, { $figure } { $figure_n ->
        [one] commitment was
       *[other] commitments were
    } still open on { $day }: { $list }.
difficulties-reports = { $figure } { $figure_n ->
        [one] report
       *[other] reports
    } on trips of the period { $figure_n ->
        [one] is
       *[other] are
    } late: { $list }.
difficulties-disputed = Sources disagree on { $figure } of the figures of the period: { $list }.
difficulties-ended = The term of { $figure } { $figure_n ->
        [one] agreement
       *[other] agreements
    } ended in the period without a renewal on record: { $list }.
difficulties-not-made = { $figure } planned { $figure_n ->
        [one] delegation or event was
       *[other] delegations and events were
    } refused, postponed or cancelled: { $list }.
difficulties-missed = Sources call { $figure } { $figure_n ->
        [one] target
       *[other] targets
    } not met: { $list }.
difficulties-none = The record shows nothing overdue, refused or disputed { $when }.
propose-overdue = It is proposed that each overdue commitment be given a new date and an owner, or be dropped with its reason.
propose-reports = The units concerned are asked to file their reports.
propose-disputed = The bodies that publish these figures are asked to agree on one before the report is signed.
propose-ended = For each of these agreements it is to be decided whether it is renewed, replaced or left to end.

# The period to come
ahead-delegations = { $Next }, { $figure } { $figure_n ->
        [one] delegation is
       *[other] delegations are
    } on record: { $list }.
ahead-events = { $Next }, { $figure } { $figure_n ->
        [one] event is
       *[other] events are
    } on record: { $list }.
ahead-expiring = The term of { $figure } { $figure_n ->
        [one] agreement
       *[other] agreements
    } comes to its end: { $list }.
ahead-commitments = { $figure } { $figure_n ->
        [one] commitment falls
       *[other] commitments fall
    } due: { $list }.
ahead-targets = The plan sets { $figure } { $figure_n ->
        [one] target
       *[other] targets
    }: { $list }.
item-target = { $what }: { $figure }

# Where targets stand, and what is probably missing
targets-so-far = Where the targets of the year stand: { $list }.
targets-reached = { $what } had reached { $figure } by { $day }, of { $aim } aimed for{ $expected }{ $forecast }
targets-expected = , where about { $figure } would be usual by then
targets-forecast = , on course for { $figure } by the end of the year
item-gap = { $what } ({ $stated } stated, { $recorded } on record)
difficulties-gap-missing = Sources state more than the record holds: { $list }.
difficulties-gap-more = The record holds more than sources state: { $list }.
propose-gaps = Those in charge are asked to send what is missing, or to say what they counted.

# Pictures
picture-fdi-years = Registered foreign investment in { $city }, { $first }–{ $last }
picture-delegations = Delegations on record by the month in which they began, where it is known
picture-delegations-out = Sent
picture-delegations-in = Received
picture-stock = Foreign investment in force by partner, projects on record at { $day }
