"""The behaviour lab's support tickets: six queues, 26 hand-written complaints each.

Written for the lab; no customer wrote them. A ticket is one complaint, with sentences around it
that say nothing about its queue, as in real mail. So the model has to find out which words matter.
"""

import random
from typing import NamedTuple

COMPLAINTS = {
    "billing": (
        "I was charged twice for the same month.",
        "The invoice shows a sum I did not agree to.",
        "My card was debited although I paid by transfer.",
        "Please send me a receipt for the last payment.",
        "There is a fee on the bill that nobody told me about.",
        "You took money after my free trial ended.",
        "The discount code was not taken off the total.",
        "VAT is missing on my invoice and accounts reject it.",
        "I need the bill made out to our company name.",
        "My direct debit bounced and now there is a late fee.",
        "Why has the price gone up on this statement?",
        "The amount in pounds does not match the quote.",
        "I want to pay yearly in place of monthly.",
        "The credit you promised is not on my balance.",
        "My bank says your payment request looks odd.",
        "Two subscriptions are billed, yet I only have one.",
        "The tax number printed on the invoice is wrong.",
        "I paid on Friday and got a reminder on Monday.",
        "How can I update the card that you charge?",
        "We were billed for seats that nobody uses.",
        "The receipt lists the wrong currency.",
        "An unknown charge from you is on my statement.",
        "Payment fails with my new credit card.",
        "The refund shows as pending in your balance sheet but my bank has no money.",
        "Your quote said one price and the bill says another.",
        "Can I have all invoices of last year in one file?",
    ),
    "delivery": (
        "My parcel has not arrived.",
        "The courier left the box with a stranger.",
        "Tracking has said out for delivery for four days.",
        "The driver never rang the bell.",
        "I got a card that says nobody was at home.",
        "The package went to my old address.",
        "Half of the order is missing from the box.",
        "When will the shipment leave your warehouse?",
        "Can the parcel be sent to a pick-up shop?",
        "The box came crushed and wet.",
        "Customs are holding the shipment.",
        "I need it before Friday, is express possible?",
        "The tracking number does not exist.",
        "The van came at night though I asked for the morning.",
        "My neighbour has no idea where the parcel is.",
        "The order is marked as delivered, but there is nothing here.",
        "Please change the delivery date.",
        "The courier wants a fee at the door.",
        "Someone else's package was brought to me.",
        "How long does shipping to Ireland take?",
        "It is stuck at the depot since last week.",
        "The delivery note lists three boxes and I have two.",
        "Do you ship to a post office box?",
        "The driver threw the package over the fence.",
        "Nobody told me that the shipment was split.",
        "The goods were dropped at the wrong building.",
    ),
    "returns": (
        "I want to send this back.",
        "The shoes are too small, can I swap them?",
        "How do I get my money back for the lamp?",
        "Please give me a return label.",
        "The colour is not the one on the picture.",
        "I changed my mind and would like a refund.",
        "The label for sending it back does not print.",
        "I returned the jacket weeks ago and have no refund.",
        "Can I exchange it for a larger size?",
        "The thirty days are nearly over, is it too late?",
        "It was a gift and we already own one.",
        "You refunded only part of what I sent back.",
        "Do I have to pay the postage for a return?",
        "I threw away the box, may I still return it?",
        "The wrong model was sent, I want to swap it.",
        "Is opened software taken back?",
        "My exchange has not been handled.",
        "The fabric feels cheap, I do not want to keep it.",
        "Where do I drop off the item I am returning?",
        "I ordered two sizes to keep one.",
        "The refund went to a gift card that I did not want.",
        "It does not fit in our kitchen, please take it back.",
        "Your shop refused to take the return.",
        "Can a sale item be exchanged?",
        "I sent back three things, but only one was registered.",
        "The form for returns asks for a number I do not have.",
    ),
    "account": (
        "I cannot log in.",
        "The password reset mail does not come.",
        "My account is locked after three attempts.",
        "Please change the email address on my profile.",
        "The code for signing in never reaches my phone.",
        "Somebody else has used my login.",
        "I want my account and data deleted.",
        "How do I add a colleague as a user?",
        "My username is not recognised.",
        "I lost the phone with the authenticator.",
        "Two profiles exist under my name, please merge them.",
        "The site says that my session has expired, again and again.",
        "I left the firm, who can take over my login?",
        "It says that my email is already registered.",
        "How can I switch off the sign-in code?",
        "My new password is refused without a reason.",
        "I am asked to verify my identity every day.",
        "An admin removed me by mistake.",
        "Please correct the spelling of my name in the profile.",
        "The link to activate my account has expired.",
        "I do not remember which email I signed up with.",
        "Single sign-on sends me back to the start.",
        "Who of us has permission to invite users?",
        "There was a login from a country I have never been to.",
        "My profile picture and settings are gone.",
        "Please close the account of my late father.",
    ),
    "technical": (
        "The app crashes when I open it.",
        "I get error 502 on every page.",
        "The screen stays white after the update.",
        "Export stops at ninety per cent.",
        "The printer is not found over wifi.",
        "Everything has been very slow since yesterday.",
        "Search returns nothing, whatever I type.",
        "The device does not turn on.",
        "Notifications arrive hours late on my phone.",
        "The upload breaks off with large files.",
        "Since the last version the sound is gone.",
        "The battery is empty after an hour.",
        "Bluetooth drops every few minutes.",
        "A red light blinks and nothing works.",
        "The dashboard shows numbers that cannot be true.",
        "Your plug-in freezes my browser.",
        "Sync between laptop and tablet has stopped.",
        "The button for saving does nothing.",
        "Installation fails on Windows.",
        "The map is blank on my tablet.",
        "I see an error about a missing file.",
        "Video stutters although my line is fast.",
        "The calendar shows the wrong time zone.",
        "It overheats and switches itself off.",
        "The API answers with a timeout.",
        "After restarting, all my settings in the app are ignored.",
    ),
    "cancellation": (
        "I want to cancel my subscription.",
        "Please end the contract at the next date.",
        "How long is the notice for stopping the plan?",
        "I no longer use the service.",
        "Do not renew my membership.",
        "I am moving to another provider.",
        "Where is the button to unsubscribe?",
        "My contract was renewed against my will.",
        "Can I pause the plan over the summer?",
        "We are closing the company and need to terminate.",
        "I cancelled in May and it still runs.",
        "Confirm that the subscription ends this month.",
        "The service is too dear for me, so I am leaving.",
        "I would like to downgrade to the free plan.",
        "How do I get out of the contract early?",
        "Stop the membership of my mother, who has died.",
        "I never wanted the yearly plan, undo it.",
        "Is there a penalty for ending early?",
        "Please withdraw my order for the premium plan.",
        "Your competitor is cheaper, so please terminate mine.",
        "I was told I could quit at any time.",
        "Put my membership on hold until spring.",
        "The notice I posted was never confirmed.",
        "We want fewer seats from the next renewal on.",
        "When does my plan expire if I do nothing?",
        "I am unhappy and will not continue after the trial.",
    ),
}

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


def split(
    seed: int, testing: int = 8, around: int = 2
) -> tuple[list[Ticket], list[Ticket]]:
    """Tickets for training, in random order with all queues alike, and tickets for testing.

    No complaint is used for both. Each appears twice, with other sentences around it.

    Args:
        seed: decides which complaints are kept for testing, and what stands around them.
        testing: complaints of each queue kept for testing.
        around: sentences put around each complaint, from 0.
    """
    chance = random.Random(seed)
    train: list[list[Ticket]] = []
    test: list[Ticket] = []
    for queue, complaints in COMPLAINTS.items():
        shuffled = chance.sample(complaints, len(complaints))
        test += [_ticket(chance, text, queue, around) for text in shuffled[:testing] * 2]
        train.append([_ticket(chance, text, queue, around) for text in shuffled[testing:] * 2])
    return [ticket for row in zip(*train, strict=True) for ticket in row], test


def _ticket(chance: random.Random, complaint: str, queue: str, around: int) -> Ticket:
    sentences = [complaint, *chance.sample(AROUND, around)]
    chance.shuffle(sentences)
    return Ticket(" ".join(sentences), queue)
