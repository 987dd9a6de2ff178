"""The exchange with the provincial system carried by hand, as files (10-4; docs/decisions/0043).

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。
"""

from enum import StrEnum

from rules.refusals import Refused
from rules.workflow import Table, transition

FORMAT = "haochaping-exchange-1"


class Holds(StrEnum):
    """What a file holds, and so which way it goes."""

    MESSAGES = "messages"  # out: what the province has not confirmed
    ANSWERS = "answers"  # in: its answer to each message of a file of ours
    RATINGS = "ratings"  # in: what it holds of our city


class State(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"  # the row stays, the file is gone


class Step(StrEnum):
    """What happens to it."""

    START = "start"
    FINISH = "finish"
    FAIL = "fail"
    AGAIN = "again"  # brought in once more after a failure
    EXPIRE = "expire"


class By(StrEnum):
    """Who takes a step."""

    ASKER = "asker"
    WORKER = "worker"


UNDER_WAY = (State.WAITING, State.RUNNING)
TABLE: Table[State, Step, By] = Table(
    (
        transition(Step.START, UNDER_WAY, State.RUNNING, By.WORKER),
        transition(Step.FINISH, [State.RUNNING], State.DONE, By.WORKER),
        transition(Step.FAIL, [State.RUNNING], State.FAILED, By.WORKER),
        transition(Step.AGAIN, [State.FAILED], State.WAITING, By.ASKER),
        transition(Step.EXPIRE, [State.DONE], State.EXPIRED, By.WORKER),
    )
)


class NoFileKeys(Refused):
    """Nothing is agreed with the province yet: there are no keys to sign and seal with."""

    code = "exchange_no_keys"


class NothingToTell(Refused):
    """Everything that can leave has been confirmed."""

    code = "exchange_nothing_to_tell"


class BrokenFile(Refused):
    """Not a whole file of the exchange: cut off, changed on the way, or something else."""

    code = "exchange_file_broken"


class ForeignFile(Refused):
    """Not signed by the province, not sealed for us, or an answer to no file of ours."""

    code = "exchange_file_foreign"


class FileNotReady(Refused):
    """The file is still being made, or its days are over."""

    code = "exchange_file_not_ready"
