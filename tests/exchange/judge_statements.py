"""Judge xAPI statements by Ralph's models: one JSON line in, ``true`` or ``false`` out.

Run by the interpreter that has ralph-malph, which is not the one of the tests.
"""

import json
import sys

from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

for line in sys.stdin:
    try:
        BaseXapiStatement.model_validate_json(line)
        fits = True
    except (ValidationError, KeyError) as error:  # KeyError: Ralph's own, where a part is missing
        print(error, file=sys.stderr)
        fits = False
    print(json.dumps(fits), flush=True)
