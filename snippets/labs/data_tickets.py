"""The behaviour lab's support tickets: six queues, 14 complaints each, in many wordings.

Written for the lab; no customer wrote them. A ticket is one complaint, with sentences around it
that say nothing about its queue, as in real mail. So a model has to find out which words matter.
"""

import random
from typing import NamedTuple

from labs.wordings import wordings

COMPLAINTS = {
    "billing": (
        "I was [charged|billed|debited] [twice|two times] for [the same month|one month|May].",
        "The [invoice|bill] [shows|has|lists] [a sum|an amount|a price] I did not agree to.",
        "There is [a fee|a charge|an extra cost] on the [bill|invoice] that nobody told me about.",
        "You [took|collected] [money|a payment] after my free trial [ended|was over].",
        "The [discount|voucher] [code was not taken off|is missing from] the [total|bill].",
        "[VAT|The tax] is [missing|wrong] on my [invoice|bill|receipt].",
        "[Please send me|I need|Where is] [a receipt|an invoice] for the last payment[?|.]",
        "Why has the [price|amount|cost] [gone up|risen] on this [statement|invoice|bill]?",
        "I want to [pay|be billed] [yearly|monthly|by card] from now on.",
        "The [payment|charge] [fails|is refused] with my [new card|credit card|bank].",
        "I [paid|sent the money] on Friday and got a [reminder|warning|late fee] on Monday.",
        "[How can I|Please help me to] [change|update] the card that you [charge|debit]?",
        "Your quote [said|named] one [price|sum] and the [bill|invoice] says another.",
        "[An unknown|A strange|A second] [charge|debit] from you is on my [statement|card].",
    ),
    "delivery": (
        "My [parcel|package|order] has not [arrived|come|been delivered].",
        "The [courier|driver] left the [box|parcel] with a [stranger|neighbour].",
        "[Tracking|The tracking page] has said [out for delivery|in transit] for [days|a week].",
        "The [driver|courier|van] never [rang|stopped|came] [at our door|here].",
        "[Half|A part] of the [order|shipment] is [missing|not in the box].",
        "When will the [shipment|parcel|order] leave your [warehouse|depot]?",
        "Can the [parcel|package] be [sent|brought] to [a pick-up shop|my office|another address]?",
        "The [box|parcel|package] came [crushed|wet|torn open].",
        "[Customs are holding|Customs have stopped] the [shipment|parcel].",
        "I need it [before Friday|by the weekend], is express [delivery|shipping] possible?",
        "The tracking [number|code] [does not exist|is not found|leads nowhere].",
        "It is [marked as|said to be] delivered, but [nothing is here|I have no box|not here].",
        "[Please change|Can I move] the delivery [date|day|time][.|, I am away.]",
        "How long does [shipping|delivery|a parcel] to [Ireland|Wales|the islands] take?",
    ),
    "returns": (
        "I want to [send|bring] [this|it|the item] back.",
        "The [shoes|trousers|gloves] are too [small|big|tight], can I [swap|exchange] them?",
        "How do I get my money back for the [lamp|chair|kettle]?",
        "[Please give me|I need|Where is] a return [label|form][.|, please.]",
        "The [colour|material] is not the one [on the picture|shown|I expected].",
        "I changed my mind and [would like|want] a refund.",
        "I [returned|sent back] the [jacket|lamp|chair] weeks ago and have no refund.",
        "Can I [exchange|swap] it for a [larger|smaller] [size|one]?",
        "The [thirty days end|return period ends] [today|tomorrow], is it too late?",
        "It was a [gift|present] and we [already own one|do not need it].",
        "You refunded only [part|half] of what I [sent back|returned].",
        "Do I [have to|need to] pay the postage for a return?",
        "I [threw away|lost] the [box|label], may I still return it?",
        "The [return|exchange] has not been [handled|registered] [yet|so far].",
    ),
    "account": (
        "I cannot [log in|sign in|get into my account].",
        "The [password reset|reset] [mail|link|message] does not [come|work].",
        "My [account|login|profile] is [locked|blocked] after three [attempts|tries].",
        "Please [change|correct] the [email address|name|spelling] on my [profile|account].",
        "The [code|text message] for [signing|logging] in never reaches [my phone|me].",
        "[Somebody|Someone] else has [used|stolen] my [login|password|account].",
        "I want my [account|profile] and [data|details] [deleted|removed].",
        "How do I [add|invite] a colleague as a [user|member of our account]?",
        "My [username|password|email] is not [recognised|accepted].",
        "I [lost|changed] the phone with the [authenticator|sign-in code].",
        "The site says that my session has [expired|ended][, again and again.|. Every day.]",
        "It says that my email is already [registered|in use|taken].",
        "The link to [activate|confirm] my [account|email] has expired.",
        "There was a [login|sign-in] from a [country|city] I have never been to.",
    ),
    "technical": (
        "The app [crashes|closes|freezes] when I [open it|start it|tap the menu].",
        "I [get|see] error [502|404|17] on every [page|screen].",
        "The screen [stays|goes] [white|black|blank] after the [update|upgrade].",
        "[Export|Import|Printing] [stops|breaks off] at ninety per cent.",
        "The [printer|scanner|speaker] is not [found|recognised] over wifi.",
        "[Everything|The site|The app] has been very slow since [yesterday|the update].",
        "[Search|The filter] [returns|shows] nothing, whatever I type.",
        "The [device|tablet|machine] does not [turn on|start|charge].",
        "[Notifications|Alerts] [arrive|come] hours late on my [phone|tablet].",
        "The [upload|download] [breaks off|fails] with large files.",
        "Since the last [version|update] the [sound|picture] is [gone|missing].",
        "The battery is [empty|flat] after an hour.",
        "[Bluetooth|The wifi|The connection] drops every few minutes.",
        "The button for [saving|printing|sending] does nothing[.| on my screen.]",
    ),
    "cancellation": (
        "I want to [cancel|end|stop] my [subscription|membership|plan].",
        "Please [end|terminate|cancel] the [contract|plan] at the next [date|renewal].",
        "How long is the notice for [stopping|ending] the [plan|contract|subscription]?",
        "I [no longer use|do not need] the service [any more|now].",
        "[Do not|Please never] renew my [membership|plan|subscription].",
        "I am [moving|switching] to another [provider|service|company].",
        "Where is the button to [unsubscribe|cancel|leave]?",
        "My [contract|plan|membership] was renewed against my [will|wishes].",
        "Can I [pause|hold] the [plan|membership|subscription] over the summer?",
        "We are closing the company and [need|want] to [terminate|end the contract].",
        "I [cancelled|gave notice] in May and it still [runs|goes on].",
        "[Confirm|Please write] that the [subscription|contract] ends this month.",
        "The [service|plan] is too [dear|expensive] for me, so I am leaving.",
        "Is there a [penalty|fee] for [ending|leaving] the [contract|plan] early?",
    ),
}
"""By queue. Each bracket stands for one of its wordings, so a complaint comes in 2 to 18 forms."""

AROUND = (
    "I have been a customer for six years.",
    "Please answer by email.",
    "I ordered it on Tuesday.",
    "This is the second time I write.",
    "My order number is 48213.",
    "I tried to phone you, but the line was busy.",
    "Your web page did not help me.",
    "I would be glad of a quick reply.",
    "We are a small company with nine people.",
    "It worked well until last month.",
    "I paid for the premium service.",
    "My colleague had the same trouble in spring.",
    "Thank you for looking into this.",
    "I am rather annoyed, to be honest.",
    "You can reach me on my mobile phone.",
    "I have attached a picture of the screen.",
    "My name is on the account of our office.",
    "The box and the invoice are in front of me.",
    "I need this for a meeting on Friday.",
    "A friend told me to contact you.",
    "I moved to a new address in March.",
    "The person in the shop could not help.",
    "It is the model from last year.",
    "I have read the terms on your page.",
)
"""Sentences that stand in tickets of every queue."""

QUEUES = tuple(COMPLAINTS)


class Ticket(NamedTuple):
    """One message and the queue that it belongs to."""

    text: str
    queue: str


def split(seed: int, n: int, n_test: int, around: int) -> tuple[list[Ticket], list[Ticket]]:
    """Tickets for training and for testing, in random order, all queues alike.

    The wording of a complaint in a testing ticket never occurs in training; other wordings of the
    same complaint may.

    Args:
        seed: decides which wordings are used, and what stands around them.
        n: how many for training; the first 6 hold one of each queue, and so on.
        n_test: how many for testing.
        around: sentences put around each complaint, 0 to 4.
    """
    chance = random.Random(seed)
    every = {
        queue: [text for complaint in complaints for text in wordings(complaint)]
        for queue, complaints in COMPLAINTS.items()
    }
    for texts in every.values():
        chance.shuffle(texts)
    tickets = [
        _ticket(chance, every[QUEUES[number % len(QUEUES)]].pop(), number, around)
        for number in range(n + n_test)
    ]
    return tickets[n_test:], tickets[:n_test]


def _ticket(chance: random.Random, complaint: str, number: int, around: int) -> Ticket:
    sentences = [complaint, *chance.sample(AROUND, around)]
    chance.shuffle(sentences)
    return Ticket(" ".join(sentences), QUEUES[number % len(QUEUES)])
