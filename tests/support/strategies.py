"""Random model trees that keep every rule of a model, and answers to them.

Everything is a tree of text, as a YAML file gives it.
"""

import itertools
from fractions import Fraction

from hypothesis import strategies as st

from support.oracle import (
    NVT,
    UNKNOWN,
    axis_result,
    band_scores,
    ladder,
    option_scores,
    score_of,
)
from support.trees import choice, model_tree

SCALES = [("1", "4"), ("0", "3"), ("0", "100"), ("-1", "2.5"), ("0", "1")]
WEIGHTS = ["1", "1", "2", "0.5", "1.3", "3", "0.01"]
POINTS = ["0", "0", "1", "3", "7", "10", "2.5"]
SHARES = ["0", "0.1", "0.25", "0.3", "0.5", "0.5", "0.6", "0.7", "0.75", "0.9", "1"]
MEANS = ["1.2", "1.4", "1.8", "2.5", "3.3"]
NUMBERS = itertools.count(1)
"""Of the models that were drawn: caches compare models as a whole only where identities agree."""
UNITS = 20  # places on the scale that scores, levels and thresholds are drawn from


def text_of(value):
    """A fraction that ends in decimals, as text."""
    sign = "-" if value < 0 else ""
    value = abs(value)
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole, rest = divmod(int(value * 10**digits), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"


def grid(scale):
    low, high = (Fraction(end) for end in scale)
    return [low + (high - low) * Fraction(at, UNITS) for at in range(UNITS + 1)]


def on_scale(scale):
    """Scores as text; the ends, quarters and thirds-free places in between."""
    return st.sampled_from([text_of(value) for value in grid(scale)])


def weights():
    return st.sampled_from(WEIGHTS)


@st.composite
def _weighted(draw, part):
    if draw(st.booleans()):
        part["weight"] = draw(weights())
    return part


# --- phases ----------------------------------------------------------------------------


def _valid(thresholds, scoring):
    pairs = list(itertools.pairwise(thresholds))
    return scoring == "checklist" or all(a < b if scoring == "mean" else a <= b for a, b in pairs)


@st.composite
def phases(draw, scale, scoring):
    low, high = (Fraction(end) for end in scale)
    count = draw(st.sampled_from([2, 3, 4, 2 if scoring == "checklist" else 1, 4]))
    numbers = sorted(draw(st.sets(st.integers(0, 6), min_size=count, max_size=count)))
    fitting = list(range(max(0, int(low)), int(high) + 1))[: 2 * count]
    explicit = scoring == "share" and (len(fitting) < count or draw(st.booleans()))
    places = st.sampled_from(grid(scale))
    if scoring == "share":
        if not explicit:
            numbers = sorted(
                draw(st.sets(st.sampled_from(fitting), min_size=count, max_size=count))
            )
        thresholds = ["0", *sorted(draw(_times(count - 1, st.sampled_from(SHARES))), key=Fraction)]
    elif scoring == "checklist":
        thresholds = ["0", *draw(_times(count - 1, st.sampled_from(["1", "1", *SHARES])))]
    else:
        above = st.sampled_from(grid(scale)[1:])
        rest = sorted(draw(st.sets(above, min_size=count - 1, max_size=count - 1)))
        thresholds = [scale[0], *map(text_of, rest)]
    result = [
        {"number": str(n), "name": f"Fase {n}", "threshold": t, "description": "Zo is het."}
        for n, t in zip(numbers, thresholds, strict=True)
    ]
    if explicit:
        levels = sorted(draw(st.sets(places, min_size=count, max_size=count)))
        for phase, level in zip(result, levels, strict=True):
            phase["level"] = text_of(level)
    return result


def _times(count, strategy):
    return st.lists(strategy, min_size=count, max_size=count)


# --- questions -------------------------------------------------------------------------


def _points(count):
    """Points of the answers to a question, of which one gives any."""
    return _times(count, st.sampled_from(POINTS)).filter(lambda points: set(points) != {"0"})


@st.composite
def _choice(draw, question, scale):
    ids = [f"o{at}" for at in range(draw(st.integers(2, 4)))]
    question["options"] = [{"id": i, "text": f"Antwoord {i}"} for i in ids]
    said = draw(st.sampled_from(["nothing", "score", "score", "points"]))
    if said == "score":
        scores = draw(_times(len(ids), on_scale(scale)))
        if draw(st.booleans()):
            scores[-1] = scores[0]
        for option, score in zip(question["options"], scores, strict=True):
            option["score"] = score
    elif said == "points":
        for option, points in zip(question["options"], draw(_points(len(ids))), strict=True):
            option["points"] = points
    if draw(st.booleans()):
        question["type"] = "choice"
    return question


@st.composite
def _yes_no(draw, question, scale):
    question["type"] = "yes-no"
    ids = draw(st.sampled_from([[], ["ja"], ["nee"], ["ja", "nee"], ["nee", "ja"]]))
    if ids:
        question["options"] = [{"id": i, "text": i.title()} for i in ids]
        if draw(st.booleans()):
            points = draw(_points(len(ids)))
            for option, worth in zip(question["options"], points, strict=True):
                if worth != "0" or draw(st.booleans()):
                    option["points"] = worth
            return question
        for option in question["options"]:
            if draw(st.booleans()):
                option["score"] = draw(on_scale(scale))
    return question


@st.composite
def _multi(draw, question):
    question["type"] = "multi"
    count = draw(st.integers(1, 4))
    question["options"] = [
        draw(_weighted({"id": f"m{at}", "text": f"Keuze {at}"})) for at in range(count)
    ]
    return question


@st.composite
def _number(draw, question, scale):
    question |= {"type": "number", "unit": "uren"}
    if draw(st.booleans()):
        low = draw(st.sampled_from(["0", "-5", "2.5"]))
        question |= {
            "minimum": low,
            "maximum": text_of(Fraction(low) + draw(st.sampled_from([1, 3, 7, 100]))),
            "better": draw(st.sampled_from(["higher", "lower"])),
        }
        return question
    bounds = sorted(
        draw(st.sets(st.sampled_from(["0", "1", "2.5", "10", "24"]), max_size=3)), key=Fraction
    )
    ends = st.sampled_from(["up_to", "below"])
    question["bands"] = [{draw(ends): b} for b in bounds] + [{}]
    count = len(question["bands"])
    key = draw(st.sampled_from(["score", "score", "points"]))
    given = draw(_points(count) if key == "points" else _times(count, on_scale(scale)))
    for band, value in zip(question["bands"], given, strict=True):
        band[key] = value
    if draw(st.booleans()):
        question["minimum"] = "-1"
    if draw(st.booleans()):
        question["maximum"] = "30"
    return question


@st.composite
def questions(draw, identifier, scale, views):
    question = {"id": identifier, "text": f"Vraag {identifier}?"}
    kind = draw(st.sampled_from(["choice", "choice", "yes-no", "multi", "bands"]))
    if kind == "choice":
        question = draw(_choice(question, scale))
    elif kind == "yes-no":
        question = draw(_yes_no(question, scale))
    elif kind == "multi":
        question = draw(_multi(question))
    else:
        question = draw(_number(question, scale))
    question = draw(_weighted(question))
    if draw(st.booleans()):
        question["not_applicable"] = draw(st.sampled_from(["true", "true", "false"]))
    tags = {}
    for view in views:
        ids = [group["id"] for group in view["groups"]]
        chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=2))
        if chosen:
            tags[view["id"]] = chosen
    if tags:
        question["views"] = tags
    return question


def _can_be_met(question, scale):
    """The question of a checklist with answers that score the most, and others that do not."""
    bands, options = question.get("bands", []), question.get("options", [])
    key = "points" if any("points" in part for part in (*bands, *options)) else "score"
    least, most = ("0", "10") if key == "points" else scale
    if len(bands) == 1:
        bands.insert(0, {"up_to": "1", key: least})
    if question.get("type") == "yes-no":
        question.pop("options", None)
    elif bands or any(key in option for option in options):
        first, *_, last = bands or options
        first[key], last[key] = least, most
    return question


# --- axes and models -------------------------------------------------------------------


def highest_score(model, question):
    """The highest score that a question's answers can be required to have."""
    kind = question.get("type", "choice")
    if kind in ("choice", "yes-no"):
        return max(option_scores(model, question).values())
    if "bands" in question:
        return max(band_scores(model, question))
    return Fraction(model["scale"]["maximum"])


@st.composite
def _axis(draw, at, model, most_questions):
    scale = (model["scale"]["minimum"], model["scale"]["maximum"])
    count = draw(st.integers(1, most_questions))
    axis = {
        "id": f"as-{at}",
        "name": f"As {at}",
        "description": "Een lijn.",
        "questions": [
            draw(questions(f"v{at}-{i}", scale, model.get("views", []))) for i in range(count)
        ],
    }
    axis = draw(_weighted(axis))
    later = model["phases"][1:]
    if model["scoring"] == "checklist":
        for question in axis["questions"]:
            _can_be_met(question, scale)["phase"] = draw(st.sampled_from(later))["number"]
    merged = [Fraction(p["threshold"]) for p in model["phases"]]
    overrides = {}
    pool = on_scale(scale) if model["scoring"] == "mean" else st.sampled_from(SHARES)
    for index, phase in enumerate(later, start=1):
        if draw(st.integers(0, 3)) == 0:
            value = draw(pool)
            tried = [*merged[:index], Fraction(value), *merged[index + 1 :]]
            if _valid(tried, model["scoring"]):
                merged = tried
                overrides[phase["number"]] = value
    if overrides:
        axis["thresholds"] = overrides
    required = {}
    able = [q for q in axis["questions"] if q.get("not_applicable") != "true"]
    if later and able and draw(st.booleans()):
        for phase in draw(st.lists(st.sampled_from(later), max_size=2, unique_by=id)):
            chosen = draw(st.lists(st.sampled_from(able), min_size=1, max_size=2, unique_by=id))
            required[phase["number"]] = {
                q["id"]: draw(
                    st.sampled_from(
                        [text_of(v) for v in grid(scale) if v <= highest_score(model, q)]
                    )
                )
                for q in chosen
            }
    if required:
        axis["requirements"] = required
    return axis


@st.composite
def models(draw, most_axes=4, most_questions=5, scoring=None):
    scale = draw(st.sampled_from(SCALES))
    scoring = scoring or draw(st.sampled_from(["share", "mean", "checklist"]))
    model = {
        "format": "1",
        "id": "proef",
        "version": f"1.0.{next(NUMBERS)}",
        "title": "Proef",
        "source": "verzonnen",
        "language": "nl",
        "scale": {"minimum": scale[0], "maximum": scale[1]},
        "scoring": scoring,
        "phases": draw(phases(scale, scoring)),
        "overall": draw(st.sampled_from(["lowest", "mean"])) if scoring == "mean" else "lowest",
        "minimum_coverage": draw(st.sampled_from(["0", "0", "0.3", "0.5", "0.75", "1"])),
    }
    if draw(st.booleans()):
        model["views"] = [
            {
                "id": f"blik-{v}",
                "name": f"Blik {v}",
                "groups": [
                    {"id": f"groep-{g}", "name": f"Groep {g}"}
                    for g in range(draw(st.integers(1, 3)))
                ],
            }
            for v in range(draw(st.integers(1, 2)))
        ]
    count = draw(st.integers(1, most_axes))
    model["axes"] = [draw(_axis(at, model, most_questions)) for at in range(count)]
    if draw(st.booleans()):
        _put_in_domains(model, draw(_times(count - 1, st.booleans())))
        model["domains"] = [draw(_weighted(domain)) for domain in model["domains"]]
    return model


def _put_in_domains(model, is_next):
    """Every axis in a domain. is_next: whether each after the first begins another."""
    model["domains"] = []
    for axis, begins in zip(model["axes"], [True, *is_next], strict=True):
        if begins:
            identifier = f"deel-{len(model['domains'])}"
            model["domains"].append({"id": identifier, "name": f"Deel {identifier}"})
        axis["domain"] = model["domains"][-1]["id"]


def all_questions(model):
    return [question for axis in model["axes"] for question in axis["questions"]]


# --- answers ---------------------------------------------------------------------------


@st.composite
def _number_text(draw, low, high):
    tenths = draw(st.integers(int(low * 10), int(high * 10)))
    text = text_of(Fraction(tenths, 10))
    return text.replace(".", draw(st.sampled_from([",", "."])))


@st.composite
def known_answers(draw, question):
    """An answer that scores."""
    kind = question.get("type", "choice")
    if kind == "choice":
        return draw(st.sampled_from([option["id"] for option in question["options"]]))
    if kind == "yes-no":
        return draw(st.sampled_from(["ja", "nee"]))
    if kind == "multi":
        ids = [option["id"] for option in question["options"]]
        several = st.lists(st.sampled_from(ids), min_size=1, unique=True)
        return draw(st.one_of(several, several, st.sampled_from(ids), st.just("geen")))
    if "bands" in question:
        low = Fraction(question.get("minimum", "-20"))
        bounds = [
            band[end] for band in question["bands"] for end in ("up_to", "below") if end in band
        ]
        anything = _number_text(low, Fraction(30))
        if not bounds:
            return draw(anything)
        exact = st.sampled_from(bounds).map(lambda text: text.replace(".", ","))
        return draw(st.one_of(anything, exact))
    low, high = Fraction(question["minimum"]), Fraction(question["maximum"])
    return draw(_number_text(low, high))


@st.composite
def answers(draw, model, unknown=True):
    """Answers to a model's questions; some left out, unknown or nvt."""
    given = {}
    rate = draw(st.sampled_from([0, 1, 3, 5, 8]))  # of ten answers, how many are missing
    nvt_rate = draw(st.sampled_from([0, 2, 8]))
    for question in all_questions(model):
        dice = draw(st.integers(0, 9))
        if question.get("not_applicable") == "true" and draw(st.integers(1, 10)) <= nvt_rate:
            answer = "nvt"
        elif unknown and dice < rate:
            words = ["onbekend", "", None]
            if question.get("type") == "multi":
                words.append([])
            answer = draw(st.sampled_from(words))
        else:
            answer = draw(known_answers(question))
        if answer is None:
            continue
        if draw(st.integers(0, 5)) == 0:
            answer = {"answer": answer, "note": "Zie bijlage"}
        given[question["id"]] = answer
    return given


@st.composite
def cases(draw, **of_model):
    """A model tree and answers to it."""
    model = draw(models(**of_model))
    return model, draw(answers(model))


@st.composite
def colleagues(draw, **of_model):
    """A model tree, and the answers of two or three who each filled them in."""
    model = draw(models(**of_model))
    return model, [draw(answers(model)) for _ in range(draw(st.integers(2, 3)))]


@st.composite
def waiting_cases(draw):
    """A model tree and answers, of which an axis waits on a requirement of its next phase.

    Low answers and low thresholds, so that meeting it is often more than enough by itself.
    """
    questions = [
        choice(f"v{at}", weight=draw(weights()))
        if draw(st.integers(0, 3))
        else draw(_multi({"id": f"v{at}", "text": "?"}))
        for at in range(draw(st.integers(3, 4)))
    ]
    model = model_tree(*questions, version=f"1.0.{next(NUMBERS)}")
    if draw(st.booleans()):
        model["scoring"] = "mean"
        thresholds = ["1", *sorted(draw(st.sets(st.sampled_from(MEANS), min_size=3, max_size=3)))]
    else:
        thresholds = ["0", *[draw(st.sampled_from(["0.1", "0.25", "0.5"]))] * 3]
    for phase, threshold in zip(model["phases"], thresholds, strict=True):
        phase["threshold"] = threshold
    given = {q["id"]: "geen" if "type" in q else draw(st.sampled_from("aaaab")) for q in questions}
    phase = axis_result(model, model["axes"][0], given)["phase"]
    higher = {q["id"]: _higher_scores(model, q, given[q["id"]]) for q in questions}
    able = [identifier for identifier, scores in higher.items() if scores]
    if phase < 4 and able:
        waiting = draw(st.lists(st.sampled_from(able), min_size=1, max_size=2, unique=True))
        model["axes"][0]["requirements"] = {
            str(phase + 1): {one: text_of(draw(st.sampled_from(higher[one]))) for one in waiting}
        }
    return model, given


@st.composite
def crooked_cases(draw):
    """A model tree and answers in which the next band of a number is not the next score."""
    questions = [choice("v0")] if draw(st.booleans()) else []
    for at in range(1, draw(st.integers(2, 3))):
        scores = draw(st.permutations(["1", "2", "3", "4"]).filter(_is_crooked))
        bands = [{"up_to": str(bound), "score": one} for bound, one in enumerate(scores)]
        del bands[-1]["up_to"]
        number = {"id": f"v{at}", "type": "number", "text": "?", "unit": "uren", "bands": bands}
        questions.append(draw(_weighted(number)))
    model = model_tree(*questions, version=f"1.0.{next(NUMBERS)}", scoring="mean")
    thresholds = ["1", *sorted(draw(st.sets(st.sampled_from(MEANS), min_size=3, max_size=3)))]
    for phase, threshold in zip(model["phases"], thresholds, strict=True):
        phase["threshold"] = threshold
    return model, {question["id"]: draw(known_answers(question)) for question in questions}


def _is_crooked(scores):
    return list(scores) not in (sorted(scores), sorted(scores, reverse=True))


def _higher_scores(model, question, answer):
    """The scores above that of an answer that a model file can write down."""
    here = score_of(model, question, answer)
    return sorted(
        score
        for score in ladder(model, question, answer).scores.values()
        if score > here and 10**12 % score.denominator == 0
    )


def state_of(model, question, given):
    score = score_of(model, question, given.get(question["id"], ""))
    return score if score in (UNKNOWN, NVT) else "known"
