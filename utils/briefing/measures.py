"""The sections about coordinated attacks and about what was done in answer: sentences and pictures.

Knows which rules and pictures make each section. It must not know any wording, nor how a picture is made.
"""

from __future__ import annotations

from utils.analysis.responses import register_of
from utils.analysis.windows import weekly_limits
from utils.briefing.document import Section
from utils.briefing.material import Material
from utils.briefing.rules import responses as responses_rule
from utils.briefing.rules import waves as waves_rule
from utils.visuals.palette import Look
from utils.visuals.pictures import Picture
from utils.visuals.responses import register_picture
from utils.visuals.waves import wave_picture


def waves(material: Material, look: Look) -> Section:
    """Coordinated attacks, with the widest wave drawn."""
    sentences = tuple(waves_rule.waves(material))
    return Section("waves", "Coordinated attacks", sentences, draw=lambda: _widest(material, look))


def responses(material: Material, look: Look) -> Section:
    """What was done in answer, drawn over the weekly incidents."""
    sentences = tuple(responses_rule.responses(material))
    return Section("responses", "What the authorities did", sentences, draw=lambda: _register(material, look))


def _widest(material: Material, look: Look) -> tuple[Picture, ...]:
    found = material.waves.found[:1]
    return tuple(wave_picture(wave, material.incidents, look) for wave in found)


def _register(material: Material, look: Look) -> tuple[Picture, ...]:
    register = register_of(material.selection)
    if register.frame.empty:
        return ()
    return (register_picture(register, weekly_limits(material.selection), look, named=material.named),)
