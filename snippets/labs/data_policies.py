"""The freshness lab's knowledge base: 24 policies of a made-up company.

Written by hand for the lab. Each policy has one fact that can change, a passage that states it,
three questions for training and two for testing, in other words.
"""

from typing import NamedTuple


class Policy(NamedTuple):
    """One policy; `{}` in the passage stands for the fact."""

    topic: str
    passage: str
    value: str
    """The fact when the closed-book model is trained."""
    new_value: str
    """What the fact becomes when the lab changes this policy."""
    training: tuple[str, str, str]
    testing: tuple[str, str]

    def text(self, value: str) -> str:
        """The passage with a fact filled in."""
        return self.passage.format(value)


POLICIES = (
    Policy(
        "annual leave",
        "Annual leave. Full-time staff may take {} of paid holiday a year.",
        "25 days",
        "28 days",
        (
            "How many days of annual leave do I get?",
            "What is my holiday allowance for the year?",
            "How much paid holiday do full-time staff have?",
        ),
        ("How much annual holiday can I take?", "What paid leave do staff get in a year?"),
    ),
    Policy(
        "parental leave",
        "Parental leave. New parents may take {} off after the birth or adoption of a child.",
        "16 weeks",
        "20 weeks",
        (
            "How long is parental leave?",
            "How many weeks off do new parents have?",
            "What leave can I take after the birth of my child?",
        ),
        (
            "My child is due soon, how long can I be off?",
            "How long do parents stay off after adoption?",
        ),
    ),
    Policy(
        "sick note",
        "Sickness. A doctor's note is needed after {} of being ill.",
        "3 days",
        "7 days",
        (
            "When do I need a doctor's note?",
            "After how many days ill must I send a sick note?",
            "How long can I be sick without a note?",
        ),
        (
            "I am ill, when is a note from the doctor due?",
            "How long may sickness last without a note?",
        ),
    ),
    Policy(
        "working from home",
        "Working from home. Staff may work from home {} a week.",
        "2 days",
        "3 days",
        (
            "How often may I work from home?",
            "How many home working days are there a week?",
            "Can I work from home, and how much?",
        ),
        ("How many days a week can I work at home?", "How much home working is allowed?"),
    ),
    Policy(
        "notice period",
        "Leaving. The notice period for both sides is {}, given in writing.",
        "1 month",
        "2 months",
        (
            "What is my notice period?",
            "How much notice must I give when I am leaving?",
            "How long before leaving do I have to give notice?",
        ),
        ("I want to resign, what notice do I give?", "How long is the notice when leaving?"),
    ),
    Policy(
        "probation",
        "Probation. The first {} of a new contract are probation.",
        "6 months",
        "3 months",
        (
            "How long is probation?",
            "When does my probation end?",
            "How many months of a new contract are probation?",
        ),
        ("I am new, how long am I on probation?", "When is the probation in my contract over?"),
    ),
    Policy(
        "pension",
        "Pension. The company pays {} of salary into the pension scheme.",
        "5 per cent",
        "8 per cent",
        (
            "How much does the company pay into my pension?",
            "What is the employer's pension contribution?",
            "What share of salary goes into the pension scheme?",
        ),
        (
            "How much pension does the company add?",
            "What percentage of my salary is paid for pension?",
        ),
    ),
    Policy(
        "overtime",
        "Overtime. Extra hours are paid at {} of the normal rate.",
        "125 per cent",
        "150 per cent",
        (
            "How is overtime paid?",
            "What rate do I get for extra hours?",
            "How much more is an overtime hour worth?",
        ),
        ("What is the rate for overtime?", "I worked extra hours, how are they paid?"),
    ),
    Policy(
        "expenses deadline",
        "Expenses. Receipts must be handed in within {} of the purchase.",
        "30 days",
        "60 days",
        (
            "By when must I hand in receipts?",
            "How long do I have to claim expenses?",
            "What is the deadline for an expenses claim?",
        ),
        (
            "How soon must receipts for expenses be sent?",
            "Is there a time limit to claim a purchase back?",
        ),
    ),
    Policy(
        "hotel limit",
        "Hotels. On business trips a hotel may cost up to {} a night.",
        "£110",
        "£140",
        (
            "How much may a hotel cost?",
            "What is the limit for a hotel night on a trip?",
            "What can I spend on a hotel room?",
        ),
        ("What hotel price is allowed on business?", "How dear may one night in a hotel be?"),
    ),
    Policy(
        "meal allowance",
        "Meals. The allowance for meals on a business trip is {} a day.",
        "£35",
        "£42",
        (
            "What is the meal allowance?",
            "How much can I spend on food when I travel?",
            "What do I get for meals on a trip?",
        ),
        (
            "How much per day is there for meals?",
            "On a business trip, what is the allowance for food?",
        ),
    ),
    Policy(
        "mileage",
        "Mileage. Driving your own car for work is repaid at {} a mile.",
        "45p",
        "52p",
        (
            "What is the mileage rate?",
            "How much per mile do I get for my own car?",
            "What is repaid for driving to a customer?",
        ),
        ("I use my own car for work, what is repaid?", "What do you pay for a mile of driving?"),
    ),
    Policy(
        "train class",
        "Trains. Journeys are booked in {} whatever their length.",
        "standard class",
        "first class",
        (
            "Which class may I travel in by train?",
            "What kind of train ticket should I book?",
            "Can I book any class on trains?",
        ),
        ("Which class are train journeys booked in?", "What class of ticket for long journeys?"),
    ),
    Policy(
        "laptop",
        "Laptops. A laptop is replaced after {} of use.",
        "4 years",
        "3 years",
        (
            "When do I get a new laptop?",
            "How often are laptops replaced?",
            "After how many years is my laptop exchanged?",
        ),
        (
            "How old must a laptop be before it is replaced?",
            "My laptop is slow, when is a new one due?",
        ),
    ),
    Policy(
        "password",
        "Passwords. A password must have at least {}.",
        "12 characters",
        "16 characters",
        (
            "How long must my password be?",
            "What is the minimum length of a password?",
            "How many characters does a password need?",
        ),
        ("At least how many characters for passwords?", "What length of password is accepted?"),
    ),
    Policy(
        "visitors",
        "Visitors. Guests must be announced to reception {} ahead.",
        "1 day",
        "2 hours",
        (
            "When must I announce a visitor?",
            "How early does reception need to know about guests?",
            "How far ahead do I register a guest?",
        ),
        ("I have a guest, when should I tell reception?", "How long ahead are visitors announced?"),
    ),
    Policy(
        "training budget",
        "Training. Each member of staff has {} a year for courses and books.",
        "£600",
        "£900",
        (
            "What is my training budget?",
            "How much can I spend on courses?",
            "How much money is there for training and books?",
        ),
        ("What is the yearly budget for courses?", "Can I buy books for training, up to what sum?"),
    ),
    Policy(
        "approval limit",
        "Purchases. Orders above {} need the approval of the finance team.",
        "£500",
        "£1,000",
        (
            "From what sum does finance have to approve an order?",
            "What can I order without approval?",
            "What is the limit for purchases without finance?",
        ),
        (
            "Above which sum do orders need approval?",
            "When must the finance team approve purchases?",
        ),
    ),
    Policy(
        "invoice terms",
        "Invoices. Suppliers are paid {} after the invoice arrives.",
        "21 days",
        "14 days",
        (
            "When are suppliers paid?",
            "How long do we take to pay an invoice?",
            "What are our terms for invoices?",
        ),
        ("An invoice arrived, when is it paid?", "How soon does a supplier get money?"),
    ),
    Policy(
        "returns",
        "Returns. Customers may send goods back within {} and get their money back.",
        "14 days",
        "45 days",
        (
            "How long may customers return goods?",
            "What is our returns period?",
            "Until when can a customer send something back?",
        ),
        ("How many days do customers have for returns?", "Until when do customers get money back?"),
    ),
    Policy(
        "warranty",
        "Warranty. Our machines carry a warranty of {} from delivery.",
        "2 years",
        "5 years",
        (
            "How long is the warranty?",
            "How many years of warranty do our machines have?",
            "When does the warranty of a machine run out?",
        ),
        ("What warranty comes with a machine?", "How long after delivery does warranty last?"),
    ),
    Policy(
        "support hours",
        "Support. The help desk answers from {} on weekdays.",
        "9 to 5",
        "7 to 7",
        (
            "When is the help desk open?",
            "What are the hours of support?",
            "At what time does support answer?",
        ),
        ("What hours does the help desk keep?", "Is support there on weekdays, and when?"),
    ),
    Policy(
        "data storage",
        "Records. Customer records are deleted {} after the account closes.",
        "10 years",
        "6 years",
        (
            "How long do we keep customer records?",
            "When are records of a customer deleted?",
            "After what time is customer data removed?",
        ),
        ("An account closes, when do its records go?", "When must customer records be deleted?"),
    ),
    Policy(
        "parking",
        "Parking. A space in the car park costs staff {} a month.",
        "£20",
        "nothing",
        (
            "What does parking cost?",
            "How much is a space in the car park?",
            "Do staff pay for parking each month?",
        ),
        ("What does the car park cost staff?", "How much is parking a month?"),
    ),
)
