"""The pictures of the house, one module each; importing this registers them all."""

from proxeny.charts.pictures import flows as flows
from proxeny.charts.pictures import mentions as mentions
from proxeny.charts.pictures import multiples as multiples
from proxeny.charts.pictures import network as network
from proxeny.charts.pictures import partners as partners
from proxeny.charts.pictures import relation as relation
from proxeny.charts.pictures import targets as targets
from proxeny.charts.pictures import trend as trend
from proxeny.charts.pictures import world as world
from proxeny.charts.pictures import year as year
