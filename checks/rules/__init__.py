"""The reasons an author can cite: one file each.  The folder is walked once; each file defines one `Rule` of its own name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from checks.rules.algebra import algebra as algebra
from checks.rules.calculus import calculus as calculus
from checks.rules.exp_log import exp_log as exp_log
from checks.rules.first_factor import first_factor as first_factor
from checks.rules.independence import independence as independence
from checks.rules.last_factor import last_factor as last_factor
from checks.rules.linearity_of_E import linearity_of_E as linearity_of_E
from checks.rules.log_bound import log_bound as log_bound
from checks.rules.max_bounds import max_bounds as max_bounds
from checks.rules.monotone import monotone as monotone
from checks.rules.nonnegative_terms import nonnegative_terms as nonnegative_terms
from checks.rules.piecewise import piecewise as piecewise
from checks.rules.products import products as products
from checks.rules.rank_bounds import rank_bounds as rank_bounds
from checks.rules.rounding import rounding as rounding
from checks.rules.square_inverse import square_inverse as square_inverse
from checks.rules.squares import squares as squares
from checks.rules.sum_of_delta import sum_of_delta as sum_of_delta
from checks.rules.trigonometry import trigonometry as trigonometry
from checks.rules.variance import variance as variance
from checks.words.reasons import Assumption, Auto, Rule

auto = Auto()
assumption = Assumption()


def all_rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by name.  Raises if a file does not define the rule it is named after."""
    found: list[Rule] = []
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        rule = vars(import_module(f"{__name__}.{module.name}")).get(module.name)
        if not isinstance(rule, Rule):
            raise TypeError(f"checks/rules/{module.name}.py defines no Rule named {module.name}")
        found.append(rule)
    return tuple(found)
