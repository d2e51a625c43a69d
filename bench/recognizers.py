"""Times Microsoft Recognizers-Text with its seven models for numbers and units over the texts that are named.

Run by `bench/run.py` in an environment of its own (`bench/recognizers.txt`); prints seconds of processor time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import recognizers_suite as suite

CHINESE = suite.Culture.Chinese
MODELS = (
    suite.recognize_number,
    suite.recognize_ordinal,
    suite.recognize_percentage,
    suite.recognize_age,
    suite.recognize_currency,
    suite.recognize_dimension,
    suite.recognize_temperature,
)

for model in MODELS:
    model("5个", CHINESE)  # builds the model, which is not what is timed
paragraphs = [p for name in sys.argv[1:] for p in Path(name).read_text(encoding="utf-8").split("\n") if p]
start = time.process_time()
for paragraph in paragraphs:
    for model in MODELS:
        model(paragraph, CHINESE)
print(time.process_time() - start)
