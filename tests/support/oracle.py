"""A plain and slow second computation of all that scoring says, over raw trees of text.

It shares no code with the package: it reads the model tree and the answers as they are
written, and computes in fractions. Where the program is fast or clever, this is literal.
"""

from collections import deque
from copy import deepcopy
from dataclasses import dataclass, replace
from fractions import Fraction

UNKNOWN = "unknown"
NVT = "nvt"
EVERY_PHASE = "every phase"
_UNANSWERED = ("", "~", "null", "onbekend")


def number(text):
    """What a tree has as text, or what was put in its place."""
    return Fraction(text.strip().replace(",", ".")) if isinstance(text, str) else text


def weight(part):
    """Of a question, option or axis; of a question that gives points the most of them."""
    parts = [*(part.get("options") or ()), *(part.get("bands") or ())]
    points = [number(one["points"]) for one in parts if "points" in one]
    return number(part.get("weight", max(points, default="1")))


def scale_of(model):
    return number(model["scale"]["minimum"]), number(model["scale"]["maximum"])


# --- one answer ------------------------------------------------------------------------


def option_scores(model, question):
    """Option id to score, of a choice or a yes-no question."""
    low, high = scale_of(model)
    options = question.get("options", [])
    points = {o["id"]: number(o["points"]) for o in options if "points" in o}
    if points:
        yes_no = {"nee": Fraction(0), "ja": Fraction(0)} if question.get("type") == "yes-no" else {}
        most = max(points.values())
        return {one: low + (high - low) * value / most for one, value in (yes_no | points).items()}
    if question.get("type", "choice") == "yes-no":
        scores = {"nee": low, "ja": high}
        for option in options:
            if "score" in option:
                scores[option["id"]] = number(option["score"])
        return scores
    if "score" in options[0]:
        return {option["id"]: number(option["score"]) for option in options}
    return {
        option["id"]: low + (high - low) * Fraction(at, len(options) - 1)
        for at, option in enumerate(options)
    }


def multi_score(model, question, chosen):
    low, high = scale_of(model)
    total = sum(weight(option) for option in question["options"])
    part = sum(weight(option) for option in question["options"] if option["id"] in chosen)
    return low + (high - low) * part / total


def band_scores(model, question):
    """The score of every band, in order."""
    low, high = scale_of(model)
    bands = question["bands"]
    if "score" in bands[0]:
        return [number(band["score"]) for band in bands]
    most = max(number(band["points"]) for band in bands)
    return [low + (high - low) * number(band["points"]) / most for band in bands]


def band_of(question, value):
    for at, band in enumerate(question["bands"]):
        if "up_to" in band:
            inside = value <= number(band["up_to"])
        else:
            inside = "below" not in band or value < number(band["below"])
        if inside:
            return at
    raise AssertionError("the last band has no bound")


def plain(answer):
    """The answer itself, without the note and the evidence beside it."""
    return answer.get("answer", "") if isinstance(answer, dict) else answer


def chosen_of(answer):
    answer = plain(answer)
    if isinstance(answer, list):
        return frozenset() if answer == ["geen"] else frozenset(answer)
    return frozenset() if answer == "geen" else frozenset([answer])


def score_of(model, question, answer):
    """The score of an answer on the scale, or UNKNOWN, or NVT."""
    answer = plain(answer)
    if isinstance(answer, list):
        if not answer:
            return UNKNOWN
        if len(answer) == 1 and answer[0] in (*_UNANSWERED, "nvt"):
            return score_of(model, question, answer[0])
    elif answer in _UNANSWERED:
        return UNKNOWN
    elif answer == "nvt":
        return NVT
    kind = question.get("type", "choice")
    if kind in ("choice", "yes-no"):
        return option_scores(model, question)[answer]
    if kind == "multi":
        return multi_score(model, question, chosen_of(answer))
    value = number(answer)
    if "bands" in question:
        return band_scores(model, question)[band_of(question, value)]
    low, high = scale_of(model)
    first, last = number(question["minimum"]), number(question["maximum"])
    part = (value - first) / (last - first)
    return low + (high - low) * (part if question["better"] == "higher" else 1 - part)


def ends_of(model, question):
    """The scores that an unanswered question is put at: the ends of what its answers can give.

    Of the whole scale where it may turn out not to apply, which can have the effect of any score.
    """
    if question.get("not_applicable") == "true":
        return scale_of(model)
    kind = question.get("type", "choice")
    if kind in ("choice", "yes-no"):
        scores = option_scores(model, question).values()
    elif kind == "number" and "bands" in question:
        scores = band_scores(model, question)
    else:
        scores = scale_of(model)
    return min(scores), max(scores)


# --- a set of questions ----------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """A question as it takes part: its weight, its score, UNKNOWN or NVT, and what it could be.

    phase: that it belongs to, in a checklist.
    """

    id: str
    weight: Fraction
    score: object
    ends: tuple
    phase: object = None


def items_of(model, questions, answers):
    return [
        Item(
            q["id"],
            weight(q),
            score_of(model, q, answers.get(q["id"], "")),
            ends_of(model, q),
            q.get("phase"),
        )
        for q in questions
    ]


def mean(pairs):
    """The weighted mean of (weight, value) pairs; None of nothing."""
    total = sum(w for w, _ in pairs)
    return sum(w * value for w, value in pairs) / total if pairs else None


def level_of(phase):
    return number(phase.get("level", phase["number"]))


def thresholds_of(model, axis=None):
    """Phase number to threshold, with an axis's overrides."""
    overrides = axis.get("thresholds", {}) if axis else {}
    return {
        int(p["number"]): number(overrides.get(p["number"], p["threshold"]))
        for p in model["phases"]
    }


def share_at(model, items, phase):
    """The part of the weight that counts for a phase; None where there is none.

    items: known, and in a checklist also unanswered, which is not met.
    """
    if model["scoring"] == "checklist":
        asked = [item for item in items if item.phase in (phase["number"], EVERY_PHASE)]
        counting = [item for item in asked if item.score == scale_of(model)[1]]
    else:
        asked = [item for item in items if item.score != UNKNOWN]
        counting = [item for item in asked if item.score >= level_of(phase)]
    total = sum(item.weight for item in asked)
    return sum((item.weight for item in counting), Fraction(0)) / total if asked else None


def requirements_met(axis, phase, scores, if_unknown):
    """Whether a phase's requirements hold; scores is question id to score or UNKNOWN."""
    if axis is None:
        return True
    for identifier, minimum in axis.get("requirements", {}).get(phase["number"], {}).items():
        given = scores[identifier]
        if given == UNKNOWN:
            if not if_unknown:
                return False
        elif given < number(minimum):
            return False
    return True


def phase_of(model, axis, items, scores, if_unknown):
    """The highest phase that holds with every phase below it. items: that apply."""
    thresholds = thresholds_of(model, axis)
    reached = None
    for phase in model["phases"]:
        if model["scoring"] == "mean":
            stands = mean([(i.weight, i.score) for i in items if i.score != UNKNOWN])
        else:
            stands = share_at(model, items, phase)
        if stands is not None and stands < thresholds[int(phase["number"])]:
            break
        if not requirements_met(axis, phase, scores, if_unknown):
            break
        reached = int(phase["number"])
    return reached


def part_result(model, items, axis=None):
    """Score, phase, range and coverage of a set of questions; the coverage rule left out.

    With an axis: by its overrides and requirements.
    """
    known = [item for item in items if item.score not in (UNKNOWN, NVT)]
    applicable = [item for item in items if item.score != NVT]
    pairs = [(item.weight, item.score) for item in known]
    scores = {item.id: item.score for item in items}
    coverage = None
    if applicable:
        coverage = Fraction(sum(i.weight for i in known)) / sum(i.weight for i in applicable)

    # an axis on which nothing applies could still be anything
    open_items = applicable or [Item("", Fraction(1), UNKNOWN, scale_of(model), EVERY_PHASE)]
    open_scores = {i.id: i.score for i in open_items}
    ends = []
    end_scores = []
    for end, met in ((0, False), (1, True)):
        filled = [replace(i, score=i.ends[end]) if i.score == UNKNOWN else i for i in open_items]
        ends.append(phase_of(model, axis, filled, open_scores, met))
        end_scores.append(mean([(i.weight, i.score) for i in filled]))
    enough = applicable if model["scoring"] == "checklist" else pairs
    if enough:  # all that is open may also stay open
        ends.append(phase_of(model, axis, applicable, scores, False))
    scored = pairs
    if model["scoring"] == "checklist":  # what is unanswered is not met
        low = scale_of(model)[0]
        scored = [(i.weight, low if i.score == UNKNOWN else i.score) for i in applicable]
    if scored:
        end_scores.append(mean(scored))
    return {
        "score": mean(scored),
        "phase": phase_of(model, axis, applicable, scores, False) if enough else None,
        "range": (min(ends), max(ends)),
        "coverage": coverage,
        "answered": len(known),
        "applicable": len(applicable),
        "score_range": (min(end_scores), max(end_scores)),
        "shares": [
            None if model["scoring"] == "mean" else share_at(model, applicable, p)
            for p in model["phases"]
        ],
    }


# --- axes, overall, views --------------------------------------------------------------


def axis_result(model, axis, answers):
    return result_of_items(model, axis, items_of(model, axis["questions"], answers))


def result_of_items(model, axis, items):
    result = part_result(model, items, axis)
    if result["coverage"] is None or result["coverage"] < number(model["minimum_coverage"]):
        result["phase"] = None
    result["thresholds"] = list(thresholds_of(model, axis).values())
    result["held_back"] = held_back(model, axis, items, result)
    return result


def held_back(model, axis, items, result):
    """What stands before the next phase: missing, questions and requirements."""
    numbers = [int(p["number"]) for p in model["phases"]]
    if result["phase"] is None or result["phase"] == numbers[-1]:
        return None
    at = numbers.index(result["phase"]) + 1
    phase = model["phases"][at]
    threshold = result["thresholds"][at]
    stands = result["score"] if model["scoring"] == "mean" else result["shares"][at]
    questions = None
    if model["scoring"] != "mean":
        known = [item for item in items if item.score not in (UNKNOWN, NVT)]
        low = [
            item for item in known if model["scoring"] == "share" and item.score < level_of(phase)
        ]
        if model["scoring"] == "checklist":
            known = [i for i in items if i.score != NVT and i.phase == phase["number"]]
            low = [i for i in known if i.score == UNKNOWN or i.score < scale_of(model)[1]]
        total = sum(item.weight for item in known)
        below = sorted((item.weight for item in low), reverse=True)
        questions = 0
        while known and stands + sum(below[:questions], Fraction(0)) / total < threshold:
            questions += 1
    scores = {item.id: item.score for item in items}
    required = axis.get("requirements", {}).get(phase["number"], {})
    return {
        "phase": numbers[at],
        "threshold": threshold,
        "missing": Fraction(0) if stands is None else max(Fraction(0), threshold - stands),
        "questions": questions,
        "requirements": {
            (identifier, number(minimum), None if scores[identifier] == UNKNOWN else score)
            for identifier, minimum in required.items()
            for score in [scores[identifier]]
            if score == UNKNOWN or score < number(minimum)
        },
    }


def axis_weights(model):
    """Axis id to how much it counts in the overall mean: with domains, of its domain's weight."""
    weights = {axis["id"]: weight(axis) for axis in model["axes"]}
    for domain in model.get("domains", []):
        held = [axis["id"] for axis in model["axes"] if axis["domain"] == domain["id"]]
        total = sum(weights[identifier] for identifier in held)
        weights |= {i: weight(domain) * weights[i] / total for i in held}
    return weights


def domain_results(model, axes):
    """Domain id to its result: as overall, of a model that has no more than its axes."""
    found = {}
    for domain in model.get("domains", []):
        held = [axis for axis in model["axes"] if axis["domain"] == domain["id"]]
        alone = {key: value for key, value in model.items() if key != "domains"} | {"axes": held}
        found[domain["id"]] = overall_result(alone, {a["id"]: axes[a["id"]] for a in held})
    return found


def overall_score(model, axes, weights):
    """The mean of the axis scores; with domains, of their means."""
    if any(axis["score"] is None for axis in axes.values()):
        return None
    if not model.get("domains"):
        return mean([(weights[i], axis["score"]) for i, axis in axes.items()])
    domains = domain_results(model, axes)
    return mean([(weight(domain), domains[domain["id"]]["score"]) for domain in model["domains"]])


def overall_result(model, axes):
    """axes: axis id to its result, in the model's order."""
    weights = axis_weights(model)
    numbers = [int(p["number"]) for p in model["phases"]]
    every = list(axes.values())
    score = overall_score(model, axes, weights)
    coverage = mean(
        [(weights[i], axis["coverage"]) for i, axis in axes.items() if axis["coverage"] is not None]
    )
    phase = None
    deciding = []
    if model["overall"] == "lowest":
        determined = [axis["phase"] for axis in every if axis["phase"] is not None]
        if determined:
            phase = min(determined)
            if any(axis["phase"] is None and axis["range"][0] < phase for axis in every):
                phase = None
        if phase is not None:
            deciding = [i for i, axis in axes.items() if axis["phase"] == phase]
        ends = tuple(min(axis["range"][end] for axis in every) for end in (0, 1))
    else:
        thresholds = thresholds_of(model)

        def reached(value):
            return max(
                n
                for at, n in enumerate(numbers)
                if all(value >= thresholds[m] for m in numbers[: at + 1])
            )

        if all(axis["phase"] is not None for axis in every):
            phase = reached(score)
        ends = tuple(
            reached(mean([(weights[i], axis["score_range"][end]) for i, axis in axes.items()]))
            for end in (0, 1)
        )
    return {
        "score": score,
        "phase": phase,
        "range": ends,
        "coverage": coverage,
        "profile": [axis["phase"] for axis in every],
        "deciding": deciding,
    }


def view_results(model, answers):
    """View id to group id to ``together`` and each axis's id."""
    views = {}
    for view in model.get("views", []):
        groups = views[view["id"]] = {}
        for group in view["groups"]:
            per_axis = {
                axis["id"]: [
                    q
                    for q in axis["questions"]
                    if group["id"] in q.get("views", {}).get(view["id"], [])
                ]
                for axis in model["axes"]
            }
            everything = [q for questions in per_axis.values() for q in questions]
            groups[group["id"]] = {
                "together": part_result(model, items_of(model, everything, answers)),
                "axes": {
                    i: part_result(model, items_of(model, questions, answers))
                    for i, questions in per_axis.items()
                },
            }
    return views


def evaluate(model, answers):
    """All that follows from a model tree and answers, but the margin."""
    axes = {axis["id"]: axis_result(model, axis, answers) for axis in model["axes"]}
    return {
        "axes": axes,
        "domains": domain_results(model, axes),
        "overall": overall_result(model, axes),
        "views": view_results(model, answers),
    }


# --- margin ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Ladder:
    """What a question can be stepped through: its states, their scores and neighbours."""

    start: object
    scores: dict
    neighbours: dict


def ladder(model, question, answer):
    """The states of one known answer, and which are one step apart."""
    kind = question.get("type", "choice")
    score = score_of(model, question, answer)
    if kind == "multi":
        ids = [option["id"] for option in question["options"]]
        states = [frozenset()]
        for identifier in ids:
            states += [state | {identifier} for state in states]
        return Ladder(
            chosen_of(answer),
            {state: multi_score(model, question, state) for state in states},
            {state: [state ^ {identifier} for identifier in ids] for state in states},
        )
    if kind == "number" and "bands" not in question:
        return Ladder(0, {0: score}, {0: []})
    if kind == "number":
        values = band_scores(model, question)
        start = band_of(question, number(plain(answer)))
    else:
        values = sorted(set(option_scores(model, question).values()))
        start = values.index(score)
    return Ladder(
        start,
        dict(enumerate(values)),
        {at: [to for to in (at - 1, at + 1) if 0 <= to < len(values)] for at in range(len(values))},
    )


def margin(model, axis, answers, limit):
    """Of an axis ``steps_out``; None where it has no phase."""
    items = items_of(model, axis["questions"], answers)
    if result_of_items(model, axis, items)["phase"] is None:
        return None
    return steps_out(
        model, answers, items, limit, lambda stepped: result_of_items(model, axis, stepped)["phase"]
    )


def overall_margin(model, answers, limit):
    """Of all axes together ``steps_out``; None where they have no phase.

    Where an axis has no phase, the lowest of its range is what is certain.
    """
    items = items_of(model, [q for axis in model["axes"] for q in axis["questions"]], answers)

    def axes_of(stepped):
        by_id = {item.id: item for item in stepped}
        return {
            axis["id"]: result_of_items(model, axis, [by_id[q["id"]] for q in axis["questions"]])
            for axis in model["axes"]
        }

    def certain(stepped):
        if model["overall"] == "mean":
            return overall_result(model, axes_of(stepped))["phase"]
        return min(
            axis["range"][0] if axis["phase"] is None else axis["phase"]
            for axis in axes_of(stepped).values()
        )

    if overall_result(model, axes_of(items))["phase"] is None:
        return None
    return steps_out(model, answers, items, limit, certain)


def steps_out(model, answers, items, limit, phase_of_items):
    """What single steps do to a phase, by trying every combination of answers, breadth-first.

    Returns (up, down, up in one, down in one): the fewest steps to a higher and to a lower phase,
    None where there are none, and the ids of the questions on which one step does it. None where
    there are more combinations than ``limit``.
    """
    questions = {q["id"]: q for axis in model["axes"] for q in axis["questions"]}
    known = [
        at
        for at, item in enumerate(items)
        if item.score not in (UNKNOWN, NVT) or has_steps_of_none(model, questions[item.id], item)
    ]
    ladders = [
        ladder_of_none(model, questions[items[at].id])
        if items[at].score == UNKNOWN
        else ladder(model, questions[items[at].id], answers[items[at].id])
        for at in known
    ]
    size = 1
    for one in ladders:
        size *= len(one.scores)
    if size > limit:
        return None
    start = tuple(one.start for one in ladders)

    def phase_at(states):
        stepped = list(items)
        for at, one, state in zip(known, ladders, states, strict=True):
            stepped[at] = replace(items[at], score=one.scores[state])
        return phase_of_items(stepped)

    def around(states):
        for at, one in enumerate(ladders):
            for to in one.neighbours[states[at]]:
                yield items[known[at]].id, (*states[:at], to, *states[at + 1 :])

    here = phase_at(start)
    one_step = [(identifier, phase_at(there)) for identifier, there in around(start)]
    higher = {identifier for identifier, phase in one_step if phase > here}
    lower = {identifier for identifier, phase in one_step if phase < here}
    steps = {start: 0}
    queue = deque([start])
    up = down = None
    while queue and (up is None or down is None):
        states = queue.popleft()
        phase = phase_at(states)
        up = steps[states] if phase > here and up is None else up
        down = steps[states] if phase < here and down is None else down
        for _, there in around(states):
            if there not in steps:
                steps[there] = steps[states] + 1
                queue.append(there)
    return up, down, higher, lower


def has_steps_of_none(model, question, item):
    """Whether no answer can be stepped up: in a checklist it is not met."""
    on_a_line = question.get("type") == "number" and "bands" not in question
    return model["scoring"] == "checklist" and item.score == UNKNOWN and not on_a_line


def ladder_of_none(model, question):
    """The states of no answer: it stands at the lowest, whatever that is."""
    states = ladder(model, question, any_answer(question))
    return replace(states, start=min(states.scores, key=states.scores.get))


def any_answer(question):
    """An answer that scores."""
    if question.get("type") == "number":
        return "0"
    words = {"yes-no": "nee", "multi": "geen"}
    return words.get(question.get("type")) or question["options"][0]["id"]


# --- what the choices of the model do --------------------------------------------------


def average_steps(model, axis, answers):
    """What one step on each answered question changes of the mean score of an axis."""
    items = items_of(model, axis["questions"], answers)
    known = {item.id: item for item in items if item.score not in (UNKNOWN, NVT)}
    total = sum(item.weight for item in known.values())
    found = []
    for question in axis["questions"]:
        kind = question.get("type", "choice")
        if question["id"] not in known or (kind == "number" and "bands" not in question):
            continue
        low, high = ends_of(model, {**question, "not_applicable": "false"})
        if kind == "multi":
            steps = len(question["options"])
        elif kind == "number":
            steps = len(question["bands"]) - 1
        else:
            steps = len(set(option_scores(model, question).values())) - 1
        if steps and high > low:
            found.append(known[question["id"]].weight / total * (high - low) / steps)
    return found


def phase_with_thresholds(model, answers, moved):
    """The overall phase with every threshold one average question lower (-1) or higher (1)."""
    low, high = scale_of(model)
    changed = deepcopy(model)

    def within(threshold, by, bottom, top):
        return threshold if threshold == bottom else min(max(threshold + by, bottom), top)

    if model["overall"] == "mean":
        weights = axis_weights(model)
        steps = [
            weights[axis["id"]] / sum(weights.values()) * step
            for axis in model["axes"]
            for step in average_steps(model, axis, answers)
        ]
        by = moved * sum(steps, Fraction(0)) / (len(steps) or 1)
        for phase in changed["phases"]:
            phase["threshold"] = within(number(phase["threshold"]), by, low, high)
        return evaluate(changed, answers)["overall"]["phase"]
    for axis in changed["axes"]:
        if model["scoring"] == "mean":
            steps = average_steps(model, axis, answers)
            by, bottom, top = moved * sum(steps, Fraction(0)) / (len(steps) or 1), low, high
        else:
            answered = axis_result(model, axis, answers)["answered"]
            by, bottom, top = Fraction(moved, answered or 1), Fraction(0), Fraction(1)
        usual, axis["thresholds"] = thresholds_of(model, axis), {}
        for phase, threshold in usual.items():
            if model["scoring"] == "checklist":
                items = items_of(model, axis["questions"], answers)
                asked = [i for i in items if i.phase == str(phase) and i.score != NVT]
                by = Fraction(moved, len(asked) or 1)
            axis["thresholds"][str(phase)] = within(threshold, by, bottom, top)
    return evaluate(changed, answers)["overall"]["phase"]


def phase_of_the_middle_axis(model, answers):
    """None where the mean decides, or an axis has no phase; of two the lower."""
    phases = [axis_result(model, axis, answers)["phase"] for axis in model["axes"]]
    if model["overall"] == "mean" or None in phases:
        return None
    return sorted(phases)[(len(phases) - 1) // 2]
