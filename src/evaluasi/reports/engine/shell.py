"""The kernel's half of running a notebook, without a kernel: ipykernel's own shell in this process.

Using the very class that a Jupyter kernel uses makes displays, errors and magics come out as a
kernel gives them; only its wire is another: messages reach a function instead of a socket.
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import getpass
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import comm
from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

from evaluasi.reports.engine.capture import Capture
from evaluasi.reports.engine.figures import attach_inline_backend, skip_first_drawing
from evaluasi.reports.engine.processes import INLINE_BACKEND

Message = dict[str, Any]
Receive = Callable[[Message], None]


class KernelNeededError(Exception):
    """The notebook does something that only a real kernel can serve."""


class Wire(Session):
    """Hands each message to `receive`, with content as it would come out of a socket."""

    receive: Receive

    def send(
        self,
        stream: object,  # noqa: ARG002  # the socket of the method overridden
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        *args: Any,  # noqa: ARG002
        **options: Any,  # noqa: ARG002
    ) -> Message:
        """Hand over a message."""
        message = (
            self.msg(msg_or_type, content, parent) if isinstance(msg_or_type, str) else msg_or_type
        )
        message["content"] = self.unpack(self.pack(message["content"]))
        self.receive(message)
        return message

    def send_text(self, name: str, text: str) -> None:
        """Hand over text of one stream."""
        self.send(None, "stream", {"name": name, "text": text}, {})


class _Compiler(XCachingCompiler):
    """Names the code of a cell as a kernel does, less the process number in the path."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        kernel: Any = super()
        name = Path(kernel.get_code_name(raw_code, code, number)).name
        return str(Path(tempfile.gettempdir()) / "ipykernel" / name)


class NotebookShell(ZMQInteractiveShell):
    """IPython as a kernel runs it; one instance for one notebook."""

    needs_kernel = False

    async def run_ast_nodes(self, *args: Any, **options: Any) -> bool:
        """Run the code of a cell, then spare pyplot from drawing what is drawn anyway."""
        raised: bool = await super().run_ast_nodes(*args, **options)
        skip_first_drawing()
        return raised

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept inline figures; windows need a kernel's event loop."""
        if gui not in (None, "inline"):
            self.ask_for_kernel()
        self.active_eventloop = gui

    def ask_for_kernel(self, *args: object, **options: object) -> NoReturn:  # noqa: ARG002
        """Stop: what was asked for needs a real kernel."""
        self.needs_kernel = True
        raise KernelNeededError


# Libraries (rich among them) know a notebook by the name of its shell's class.
NotebookShell.__name__ = ZMQInteractiveShell.__name__


@contextlib.contextmanager
def open_shell(receive: Receive) -> Iterator[Notebook]:
    """Prepare this process for one notebook, and put it back afterwards.

    Parameters
    ----------
    receive : callable
        Called with each message that the notebook's code publishes.
    """
    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    wire = Wire()
    wire.receive = receive
    main = sys.modules["__main__"]
    # History would go to a database file that all kernels of a user share.
    shell: Any = NotebookShell.instance(
        config=Config({"HistoryManager": {"enabled": False}}),
        kernel=SimpleNamespace(eventloop=None),
        compiler_class=_Compiler,
    )
    shell.displayhook.session = shell.display_pub.session = wire
    attach_inline_backend(shell)
    loop = asyncio.new_event_loop()
    try:
        with Capture(wire.send_text) as capture, _patched(shell):
            asyncio.set_event_loop(loop)
            yield Notebook(shell, loop, capture)
    finally:
        asyncio.set_event_loop(None)
        loop.close()
        NotebookShell.clear_instance()
        sys.modules["__main__"] = main


class Notebook:
    """A shell that is ready to run cells."""

    def __init__(self, shell: Any, loop: asyncio.AbstractEventLoop, capture: Capture) -> None:
        self._shell = shell
        self._loop = loop
        self._capture = capture
        self._pid = os.getpid()

    @property
    def execution_count(self) -> int:
        """The number that the next cell will bear."""
        return int(self._shell.execution_count)

    def run(self, source: str) -> BaseException | None:
        """Run one cell; return the error that ended it.

        Raises
        ------
        KernelNeededError
            When the cell asked for what only a kernel can give.
        """
        with self._capture.listening():
            try:
                result = self._loop.run_until_complete(self._run(source))
                error: BaseException | None = result.error_before_exec or result.error_in_exec
            except BaseException as raised:  # a time limit that struck the loop
                self._shell.showtraceback()
                error = raised
            if os.getpid() != self._pid:  # the copy that `os.fork()` made has no notebook to go on
                os._exit(0)
        if self._shell.needs_kernel:
            raise KernelNeededError
        return error

    async def _run(self, source: str) -> Any:
        """Run one cell inside the event loop, where a kernel runs it too."""
        shell = self._shell
        try:
            transformed, fault = shell.transform_cell(source), None
        except Exception:  # shown as the cell's error by run_cell_async
            transformed, fault = source, sys.exc_info()
        parsed = {"transformed_cell": transformed, "preprocessing_exc_tuple": fault}
        if not shell.should_run_async(source, **parsed):
            return shell.run_cell(source, store_history=True)
        result = None
        try:
            result = await shell.run_cell_async(source, store_history=True, **parsed)
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        return result


@contextlib.contextmanager
def _patched(shell: NotebookShell) -> Iterator[None]:
    """Give the process what a kernel gives it: an import path, no input, and no comms."""
    with contextlib.ExitStack() as stack:
        for owner, name, value in (
            (sys, "argv", [""]),
            (sys, "path", ["", *(entry for entry in sys.path if entry)]),
            (builtins, "input", _no_input),
            (getpass, "getpass", _no_input),
            (comm, "create_comm", shell.ask_for_kernel),
        ):
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, value)
        yield


def _no_input(*args: object, **options: object) -> NoReturn:  # noqa: ARG001
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )
