"""How well the places behind exposure are known: of projects, of those elsewhere, and of violent incidents.

Knows how each is worded. It must not know what lies near a project.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from utils.analysis.exposure import AT_POINT, ON_LINE, SPOT_OF_LINE, Exposure
from utils.analysis.figures import Coverage, Figure, ids_of
from utils.analysis.projects import Projects
from utils.briefing.document import Sentence
from utils.briefing.material import Material
from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals import wording

DISTRICT = GEO_PRECISIONS.labels[2]


def placed(found: Exposure, projects: Projects) -> Sentence:
    """How many projects can be measured, and from what."""
    rows = found.of(projects.home["project_id"]).merge(projects.home[["project_id", "geo_precision"]], on="project_id")
    every = len(projects.every)
    coarse = (rows["placed"] == AT_POINT) & (rows["geo_precision"] == DISTRICT)
    kinds = {
        "from a spot or a town": (rows["placed"] == AT_POINT) & ~coarse,
        "only from the middle of a district": coarse,
        "along a schematic line": rows["placed"] == ON_LINE,
        "from one spot of a line nobody has drawn": rows["placed"] == SPOT_OF_LINE,
    }
    figures = [_part(rows, kind, every) for kind in kinds.values()]
    named = [f"{wording.number(f.value)} {how}" for how, f in zip(kinds, figures, strict=True) if f.value]
    measured = _part(rows, rows["placed"].isin([AT_POINT, ON_LINE, SPOT_OF_LINE]), every)
    where = f"in {projects.place}" if projects.place else "of this view"
    total = wording.number(measured.value) if measured.value else "none"
    text = f"Of {wording.count(every, 'project')} on record, {total} {where} can be measured"
    text += f": {wording.listing(named)}." if named else "."
    if every == 1:
        how = "".join(how for how, figure in zip(kinds, figures, strict=True) if figure.value)  # one project, one place
        text = f"The one project on record {f'can be measured {how}' if how else 'cannot be measured'}."
    total_of = Figure(every, "projects", "projects")
    return Sentence(text, "exposure.placed", (total_of, measured, *figures), (), measured.basis)


def _part(rows: pd.DataFrame, kept: pd.Series[bool], every: int) -> Figure:
    basis = ids_of(rows.loc[kept.to_numpy(dtype=bool), "project_id"])
    return Figure(len(basis), "projects", "placed-projects", basis, Coverage(len(rows), every))


def elsewhere(projects: Projects) -> Iterator[Sentence]:
    """How many projects lie where the record does not look."""
    if projects.where is None or projects.elsewhere.empty:
        return
    basis = ids_of(projects.elsewhere["project_id"])
    figure = Figure(len(basis), "projects", "projects-elsewhere", basis, Coverage(len(basis), len(projects.every)))
    lie = "lies elsewhere or runs" if len(basis) == 1 else "lie elsewhere or run"
    text = (
        f"{wording.count(len(basis), 'more project')} {lie} through several provinces; the record covers "
        f"{projects.where}, so that few incidents are known near them is not calm."
    )
    yield Sentence(text, "exposure.elsewhere", (figure,), (), basis)


def imprecise(material: Material, found: Exposure) -> Iterator[Sentence]:
    """How many violent incidents are placed too coarsely to say what they lie near."""
    incidents = material.selection.edition.dataset.incidents
    counted = incidents[incidents["incident_id"].isin(found.counted).to_numpy()]
    coarse = tuple(counted.loc[(counted["geo_precision"] == DISTRICT).to_numpy(), "incident_id"])
    every = len(found.counted) + len(found.vague)
    figures = (
        Figure(len(coarse), "incidents", "known-to-district", coarse, Coverage(every, every)),
        Figure(len(found.vague), "incidents", "known-to-province", found.vague, Coverage(every, every)),
    )
    stand_in = f"{wording.number(len(coarse))} known only to the district, counted at its stand-in point"
    parts = [stand_in] if coarse else []
    parts += [f"{wording.number(len(found.vague))} known only to the province, left out"] if found.vague else []
    if parts:
        text = f"Among {wording.count(every, 'violent incident')} on the whole record: {wording.listing(parts)}."
        yield Sentence(text, "exposure.imprecise", figures, (), (*coarse, *found.vague))
