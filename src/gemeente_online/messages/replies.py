"""What is wrong with what somebody types while answering questions."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {
    # where somebody wants to go
    "unknown-command": Message("{word!q} is hier geen opdracht", "{meant}"),
    "too-much": Message("{rest!q} is te veel", "typ alleen: {command}"),
    "at-first": Message("dit is de eerste vraag"),
    "none-open": Message("er zijn geen open vragen meer"),
    "none-open/this": Message("dit is de enige vraag die nog open is"),
    "no-target": Message(
        "waarheen?",
        "typ er het nummer of de naam van een vraag achter: ga {number}, ga {name}",
    ),
    "no-such-question": Message("{text!q} is geen vraag", "{meant}"),
    "no-such-question/number": Message("de vragen lopen van 1 tot en met {last}"),
    # what somebody answers
    "no-question": Message("ga eerst naar een vraag, met ga en een nummer"),
    "no-question/answer": Message("{line!q} kan hier niet", "{meant}"),
    "no-answer": Message("{line!q} is geen antwoord", "met Enter slaat u deze over"),
    "no-such-option": Message("{word!q} is geen antwoord op deze vraag", "{fits}"),
    "nothing-to-clear": Message("hier is nog geen antwoord"),
    "answer-expected-later": Message(
        "{line!q} lijkt een antwoord op een vraag, en hier wordt bewijs gevraagd",
        "met Enter gaat u zonder bewijs naar de volgende vraag",
    ),
    "empty-field": Message("dit kan niet leeg zijn: {label}"),
}
