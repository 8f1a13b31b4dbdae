"""The world of the lab "both": customers, their service contracts, and what they write.

Made up for the lab. What to do about a message depends on two things: how bad the trouble is, which
its words tell, and what the customer's contract covers, which only the contract tells.
"""

import random
from typing import NamedTuple

from labs.wordings import wordings

CUSTOMERS = (
    *("Harbour Cafe", "Mill Bakery", "Castle Printers", "Riverside Gym", "Orchard Dental"),
    *("Station Books", "Valley Brewery", "Quay Laundry", "Abbey Press", "Meadow Dairy"),
    *("Bridge Garage", "Tower Opticians", "Lakeside Hotel", "Forge Kitchens", "Chapel Florist"),
    *("Market Butchers", "Summit Outdoor", "Canal Joinery", "Priory School", "Beacon Pharmacy"),
    *("Cliff Ceramics", "Willow Vets", "Anchor Fishmongers", "Granary Foods", "Park Nursery"),
    *("Old Mint Museum", "Pine Framing", "Central Cycles", "Moor Knitwear", "Union Tailors"),
)

CONTRACTS = {
    "all hours": (
        "[We|The engineers] come at any [hour|time], day [and|or] night.",
        "Cover runs [round the clock|24 hours a day], weekends included.",
        "An engineer is [on call|ready] every night and on [Sundays|holidays].",
        "[Nights|Weekends] and holidays are [covered|included] at no further charge.",
        "Help comes within [two|four] hours, whatever the [hour|day].",
    ),
    "working days": (
        "[Visits|Repairs] are made on [weekdays|working days], from nine to five.",
        "Cover is from Monday to Friday, [not at night|in the daytime].",
        "[We|The engineers] come on the next working day.",
        "[Weekends|Nights] are not [covered|included], weekdays are.",
        "[Repairs|Visits] happen in office hours only.",
    ),
    "no cover": (
        "[Visits|Repairs] are [charged|paid for] by the hour.",
        "There is no cover, each [visit|repair] has its own price.",
        "The customer [pays|is billed] for [every|each] visit.",
        "This contract is for [parts|goods] only, [repairs|visits] cost extra.",
        "[Repairs|Visits] need an order with a price first.",
    ),
}
"""What a contract can say, by what it covers."""

MESSAGES = {
    "stopped": (
        "The [oven|press|pump|till] has stopped [completely|dead].",
        "Nothing works and we [had to close|cannot sell anything|sent people home].",
        "The [machine|line|system] is [down|dead] and we are losing money.",
        "Everything is [dark|off] since [this morning|an hour ago].",
        "It will not [start|turn on] at all.",
    ),
    "fault": (
        "The [oven|press|pump] [makes a noise|leaks a little|is slower than usual].",
        "One of the [two|three] [lamps|heads|burners] is [weak|broken].",
        "It still runs, but the [display|door|handle] is [loose|cracked].",
        "A [warning|yellow light] [comes and goes|shows now and then].",
        "The [print|cut|heat] is [uneven|not clean] at the edge.",
    ),
    "question": (
        "How do I [clean|set|store] the [filter|timer|blade]?",
        "Which [oil|paper|soap] do you [advise|suggest]?",
        "[Can|May] we [move|turn] it [to another room|ourselves]?",
        "Where do I find the [manual|serial number]?",
        "When is the next [check|service] due?",
    ),
}
"""What a customer can write, by how bad it is."""

ACTIONS = {
    ("stopped", "all hours"): "send an engineer now",
    ("stopped", "working days"): "send an engineer tomorrow",
    ("stopped", "no cover"): "offer a paid visit",
    ("fault", "all hours"): "send an engineer tomorrow",
    ("fault", "working days"): "plan a visit this week",
    ("fault", "no cover"): "offer a paid visit",
    ("question", "all hours"): "answer today",
    ("question", "working days"): "answer this week",
    ("question", "no cover"): "answer this week",
}


class Case(NamedTuple):
    """A message, the contract that held when it came, and what was right to do."""

    customer: str
    message: str
    contract: str
    action: str


class World:
    """Customers with contracts; each draw comes from the seed."""

    def __init__(self, seed: int, known: int = 20) -> None:
        """Gives each customer a contract; the first `known` have a history, the others are new."""
        self.chance = random.Random(seed)
        shuffled = self.chance.sample(CUSTOMERS, len(CUSTOMERS))
        self.known, self.new = shuffled[:known], shuffled[known:]
        self.cover = {
            name: list(CONTRACTS)[number % len(CONTRACTS)] for number, name in enumerate(shuffled)
        }
        self.contracts = {name: self._contract(name) for name in shuffled}
        self.messages = {kind: self._forms(sentences) for kind, sentences in MESSAGES.items()}
        """Wordings by kind in random order: the first third for testing, the rest for training."""

    def _forms(self, sentences: tuple[str, ...]) -> list[str]:
        forms = [form for sentence in sentences for form in wordings(sentence)]
        return self.chance.sample(forms, len(forms))

    def _contract(self, name: str) -> str:
        return f"{name}. {self._forms(CONTRACTS[self.cover[name]])[0]}"

    def change_contracts(self, names: list[str]) -> None:
        """Gives each named customer a contract that covers something else."""
        for name in names:
            self.cover[name] = self.chance.choice([c for c in CONTRACTS if c != self.cover[name]])
            self.contracts[name] = self._contract(name)

    def cases(self, names: list[str], n: int, testing: bool) -> list[Case]:
        """Messages of the named customers, with the right action by today's contracts.

        Args:
            names: who writes, in turn.
            n: how many messages.
            testing: use the wordings that training never sees.
        """
        cases = []
        for number in range(n):
            name = names[number % len(names)]
            kind = self.chance.choice(list(MESSAGES))
            forms = self.messages[kind]
            third = len(forms) // 3
            said = self.chance.choice(forms[:third] if testing else forms[third:])
            message = f"{said} This is {name}."
            action = ACTIONS[kind, self.cover[name]]
            cases.append(Case(name, message, self.contracts[name], action))
        return cases
