"""What is wrong with what somebody asks of a command."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {
    # choosing one municipality
    "no-such-municipality": Message("er is geen meting van {wanted!q}", "{meant}"),
    "no-such-municipality/none": Message("er is geen meting van {wanted!q}"),
    "ambiguous-municipality": Message(
        "er zijn {count} {subject.many} met de naam {wanted!q}", "noem de code: {codes}"
    ),
}
