# Sentences of the chapters, in their order.

# The city in figures
context-growth = { $When }, le produit régional brut (GRDP) de { $city } a progressé de { $figure }{ $compared }.
context-grdp = Le GRDP s’est élevé à { $figure }{ $compared }.
context-per-head = Par habitant, il s’est établi à { $figure }{ $compared }.
context-revenue = Les recettes budgétaires ont atteint { $figure }{ $compared }.
context-revenue-plan = Par rapport aux prévisions, les recettes budgétaires se sont établies à { $figure }{ $compared }.

# Delegations
delegations-out = { $When }, les dirigeants de { $city } ont conduit ou accompagné { $figure } { $figure_n ->
        [one] délégation
       *[other] délégations
    } à l’étranger{ $compared }{ $source }.
delegations-out-recorded = { $When }, le registre compte { $figure } { $figure_n ->
        [one] délégation envoyée
       *[other] délégations envoyées
    } à l’étranger par { $city }{ $compared }.
delegations-out-parts = Parmi elles, { $led } étaient conduites par les dirigeants de la ville et { $accompanying } accompagnaient des dirigeants du Parti et de l’État.
delegations-out-parts-alone = Selon les sources, { $led } délégations étaient conduites par les dirigeants de la ville et { $accompanying } accompagnaient des dirigeants du Parti et de l’État.
delegations-out-led = { $figure } { $figure_n ->
        [one] délégation était conduite
       *[other] délégations étaient conduites
    } par les dirigeants de la ville{ $compared }.
delegations-out-accompanying = { $figure } { $figure_n ->
        [one] délégation accompagnait
       *[other] délégations accompagnaient
    } des dirigeants du Parti et de l’État{ $compared }.
delegations-out-to = Les délégations enregistrées se sont rendues dans les pays suivants : { $list }.
delegations-in = La ville a reçu { $figure } { $figure_n ->
        [one] délégation internationale
       *[other] délégations internationales
    }{ $compared }{ $source }.
delegations-in-recorded = Le registre compte { $figure } { $figure_n ->
        [one] délégation reçue
       *[other] délégations reçues
    }{ $compared }.
delegations-in-high = Elle a accueilli { $figure } { $figure_n ->
        [one] délégation de haut niveau ou officielle
       *[other] délégations de haut niveau ou officielles
    }{ $compared }.
delegations-in-from = Les visiteurs enregistrés venaient des pays suivants : { $list }.

# Agreements
agreements-signed = { $When }, { $city } a signé { $figure } { $figure_n ->
        [one] accord
       *[other] accords
    } de coopération internationale{ $compared }{ $source }.
agreements-recorded = { $When }, le registre compte { $figure } { $figure_n ->
        [one] accord signé
       *[other] accords signés
    }{ $compared }.
agreements-list = Sont enregistrés : { $list }.
agreements-partners = La ville entretient des relations avec { $figure } { $figure_n ->
        [one] ville partenaire
       *[other] villes partenaires
    }{ $compared }.
agreements-in-force = À la fin de la période, { $figure } { $figure_n ->
        [one] accord enregistré était
       *[other] accords enregistrés étaient
    } en vigueur.

# Conferences
conferences-stated = { $When }, { $city } a organisé { $figure } { $figure_n ->
        [one] manifestation
       *[other] manifestations
    } de relations extérieures{ $compared }.
conferences-recorded = Le registre compte { $figure } { $figure_n ->
        [one] conférence ou réunion
       *[other] conférences et réunions
    }{ $compared }.
conferences-list = Parmi elles : { $list }.

# Economic diplomacy
fdi-registered = { $When }, { $city } a attiré { $figure } d’investissements directs étrangers enregistrés{ $compared }.
fdi-parts = Ce montant comprend { $list }.
fdi-part-new = { $figure } dans de nouveaux projets
fdi-part-added = { $figure } ajoutés à des projets en cours
fdi-part-purchased = { $figure } par prise de participation
fdi-projects = { $figure } { $figure_n ->
        [one] nouveau projet a été autorisé
       *[other] nouveaux projets ont été autorisés
    }{ $compared }.
fdi-disbursed = { $figure } ont été décaissés{ $compared }.
fdi-stock = Le stock d’investissements étrangers en vigueur s’élevait à { $figure }{ $day }.
fdi-rank = La ville occupait le rang { $figure } du pays pour l’investissement étranger.
fdi-growth = Une source chiffre l’évolution de l’investissement enregistré à { $figure }.
fdi-recorded = Le grand livre du registre en compte { $figure }, en { $movements } { $movements_n ->
        [one] mouvement
       *[other] mouvements
    }.
fdi-partners = D’après le grand livre, les principaux investisseurs viennent des pays suivants : { $list }.
trade-exports = Les exportations ont atteint { $figure }{ $compared }.
trade-imports = Les importations ont atteint { $figure }{ $compared }.
trade-turnover = Exportations et importations réunies sont chiffrées à { $figure }{ $compared }.
tourism-visitors = Le nombre de visiteurs s’est établi à { $figure }{ $compared }.
tourism-international = Les visiteurs internationaux étaient au nombre de { $figure }{ $compared }.
tourism-revenue = Les recettes du tourisme se sont élevées à { $figure }{ $compared }.

# Culture and image
culture-recorded = { $When }, le registre compte { $figure } { $figure_n ->
        [one] festival, exposition ou campagne
       *[other] festivals, expositions et campagnes
    }{ $compared }.
culture-list = Parmi eux : { $list }.
culture-awards-received = La ville a reçu { $figure } { $figure_n ->
        [one] distinction
       *[other] distinctions
    } : { $list }.
culture-awards-given = Elle a remis { $figure } { $figure_n ->
        [one] distinction
       *[other] distinctions
    } à des partenaires étrangers : { $list }.

# Aid
aid-received = { $When }, l’aide extérieure reçue par { $city } s’est élevée à { $figure }{ $compared }.
aid-programmes = Les sources comptent { $figure } { $figure_n ->
        [one] programme ou projet
       *[other] programmes et projets
    } d’aide{ $compared }.
aid-recorded-received = Pour l’aide reçue, le registre compte { $figure } { $figure_n ->
        [one] dossier
       *[other] dossiers
    }{ $list }.
aid-recorded-given = Pour l’aide donnée à des partenaires, il compte { $figure } { $figure_n ->
        [one] dossier
       *[other] dossiers
    }{ $list }.
aid-sums = , pour { $list } lorsque la source donne un montant

# Missions and citizens
missions-kept = Le registre suit { $figure } { $figure_n ->
        [one] mission
       *[other] missions
    } à l’étranger avec { $figure_n ->
        [one] laquelle
       *[other] lesquelles
    } la ville travaille.
missions-briefings = { $When }, { $figure } { $figure_n ->
        [one] séance
       *[other] séances
    } de travail avec des chefs de mission { $figure_n ->
        [one] est enregistrée
       *[other] sont enregistrées
    } : { $list }.
missions-reports = { $figure } { $figure_n ->
        [one] rapport de mission est parvenu
       *[other] rapports de missions sont parvenus
    }.
missions-citizens = Le registre ne suit ni affaires consulaires, ni passeports, ni cartes de voyage ; ces chiffres relèvent des services compétents.

# Results against the plan
targets-stated = { $When }, { $met } des { $total } objectifs du plan ont été atteints{ $exceeded }.
targets-exceeded = , dont { $figure } dépassés
targets-recorded = { $total } { $total_n ->
        [one] objectif enregistré
       *[other] objectifs enregistrés
    }, selon les sources : { $list }.
targets-part-exceeded = { $figure } { $figure_n ->
        [one] dépassé
       *[other] dépassés
    }
targets-part-met = { $figure } { $figure_n ->
        [one] atteint
       *[other] atteints
    }
targets-part-not_met = { $figure } non { $figure_n ->
        [one] atteint
       *[other] atteints
    }
targets-part-open = { $figure } sans résultat indiqué

# Difficulties and proposals
difficulties-overdue = Parmi les engagements échus à la fin de la période, { $figure } { $figure_n ->
        [one] restait ouvert
       *[other] restaient ouverts
    } au { $day } : { $list }.
difficulties-reports = { $figure } { $figure_n ->
        [one] rapport de mission de la période est
       *[other] rapports de mission de la période sont
    } en retard : { $list }.
difficulties-disputed = Les sources sont en désaccord sur { $figure } { $figure_n ->
        [one] chiffre
       *[other] chiffres
    } de la période : { $list }.
difficulties-ended = { $figure } { $figure_n ->
        [one] accord est arrivé
       *[other] accords sont arrivés
    } à terme dans la période sans renouvellement enregistré : { $list }.
difficulties-not-made = { $figure } { $figure_n ->
        [one] délégation ou manifestation prévue a été refusée, reportée ou annulée
       *[other] délégations et manifestations prévues ont été refusées, reportées ou annulées
    } : { $list }.
difficulties-missed = Les sources disent { $figure } { $figure_n ->
        [one] objectif non atteint
       *[other] objectifs non atteints
    } : { $list }.
difficulties-none = { $When }, le registre ne montre rien d’échu, de refusé ni de contesté.
propose-overdue = Il est proposé de fixer pour chaque engagement échu une nouvelle date et un responsable, ou d’y renoncer en le motivant.
propose-reports = Les services concernés sont invités à remettre leurs rapports.
propose-disputed = Les organismes qui publient ces chiffres sont invités à s’accorder avant la signature du rapport.
propose-ended = Pour chacun de ces accords, il reste à décider s’il est renouvelé, remplacé ou laissé à son terme.

# The period to come
ahead-delegations = { $Next }, { $figure } { $figure_n ->
        [one] délégation est enregistrée
       *[other] délégations sont enregistrées
    } : { $list }.
ahead-events = { $Next }, { $figure } { $figure_n ->
        [one] manifestation est enregistrée
       *[other] manifestations sont enregistrées
    } : { $list }.
ahead-expiring = { $figure } { $figure_n ->
        [one] accord arrive
       *[other] accords arrivent
    } à terme : { $list }.
ahead-commitments = { $figure } { $figure_n ->
        [one] engagement arrive
       *[other] engagements arrivent
    } à échéance : { $list }.
ahead-targets = Le plan fixe { $figure } { $figure_n ->
        [one] objectif
       *[other] objectifs
    } : { $list }.
item-target = { $what } : { $figure }

# Where targets stand, and what is probably missing
targets-so-far = État des objectifs de l’année : { $list }.
targets-reached = { $what } : { $figure } au { $day }, pour un objectif de { $aim }{ $expected }{ $forecast }
targets-expected = , alors qu’environ { $figure } seraient habituels à cette date
targets-forecast = , avec { $figure } attendus à la fin de l’année
item-gap = { $what } ({ $stated } selon les sources, { $recorded } au registre)
difficulties-gap-missing = Les sources annoncent plus que le registre ne contient : { $list }.
difficulties-gap-more = Le registre contient plus que les sources n’annoncent : { $list }.
propose-gaps = Les services concernés sont invités à transmettre ce qui manque ou à préciser ce qu’ils ont compté.

# Pictures
picture-fdi-years = Investissement étranger enregistré à { $city }, { $first }–{ $last }
picture-delegations = Délégations au registre, selon le mois de leur début, quand il est connu
picture-delegations-out = Envoyées
picture-delegations-in = Reçues
picture-stock = Investissement étranger en vigueur par partenaire, projets au registre au { $day }
