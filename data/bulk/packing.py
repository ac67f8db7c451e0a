"""Jobs and answers as bytes, between processes and machines.

They are pickled, but what unpickling may make is limited to the values of this program and to
days: a file that somebody put into the shared folder can run nothing.
"""

import io
import pickle
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module

from data.bulk.protocol import Answer, Failed, Job
from data.errors import WorkersError
from data.reading.article import Read

_OURS = ("data", "geocode")
_OTHERS = frozenset({("datetime", "date"), ("datetime", "datetime")})


def packed(value: Job | Answer) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked_job(content: bytes) -> Job:
    """The job in ``content``; raises ``WorkersError`` where it holds anything else."""
    job = _unpacked(content)
    if not isinstance(job, Job):
        raise WorkersError(f"an article to be read was expected, not a {type(job).__name__}")
    return job


def unpacked_answer(content: bytes) -> Answer:
    """The answer in ``content``; raises ``WorkersError`` where it holds anything else."""
    answer = _unpacked(content)
    if not isinstance(answer, Read | Failed):
        raise WorkersError(f"an article's reading was expected, not a {type(answer).__name__}")
    return answer


def _unpacked(content: bytes) -> object:
    try:
        return _Values(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError) as exc:
        raise WorkersError(f"what a worker gave cannot be used ({exc})") from exc


class _Values(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> type:
        return _value_class(module_name, global_name)


@cache
def _value_class(module_name: str, name: str) -> type:
    if module_name.split(".")[0] in _OURS and "." not in name:
        found = getattr(import_module(module_name), name, None)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
    elif (module_name, name) in _OTHERS:
        other: type = getattr(import_module(module_name), name)
        return other
    raise pickle.UnpicklingError(f"{module_name}.{name} is no value of this program")
