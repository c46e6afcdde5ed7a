"""The command line: parse, call ``oit``, print, exit code. No logic.

Everything heavy is imported inside the commands, so that ``--help`` is quick.
"""

import io
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

CTRL_C = 130
"""What typer makes of a ``KeyboardInterrupt``; no command of ours ends with it."""

Value = TypeVar("Value")
Format = Literal["table", "json"]
LinksFormat = Literal["table", "json", "csv"]


def _filled(param: typer.CallbackParam, value: Value) -> Value:
    """Refuse an empty value: an unset variable of a script, never what is meant."""
    from oit.trouble import refuse_blank

    refuse_blank(param.opts[0], value, needed=param.required)
    return value


def _or_from_before(
    ctx: typer.Context, param: typer.CallbackParam, value: Value
) -> Value:
    """Give what stands before the command where the command says nothing itself."""
    if not _filled(param, value) and ctx.parent and param.name:
        above: Value = ctx.parent.params.get(param.name, value)
        return above
    return value


Db = Annotated[
    Path | None,
    typer.Option(
        "--db",
        help="Database file; evidence lies beside it.",
        callback=_or_from_before,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="th or en; also OIT_LANG. Default: th.",
        callback=_or_from_before,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="No progress on stderr.", callback=_or_from_before
    ),
]
SpecFile = Annotated[
    Path | None, typer.Option("--spec", help="Spec (YAML).", callback=_filled)
]
RunId = Annotated[
    str | None,
    typer.Argument(help="Run; default: the last finished one.", callback=_filled),
]

app = typer.Typer(
    name="oit",
    help="Audit the thirty OIT disclosure items (O1 to O30) of a Bangkok district office.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
spec_app = typer.Typer(
    help="Look at a spec.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(spec_app, name="spec")


@app.callback()
@spec_app.callback()
def _before_the_command(
    db: Db = None, lang: Language = None, quiet: Quiet = False
) -> None:
    """Take the options that every command has; ``_or_from_before`` hands them on."""


@app.command()
def audit(
    spec: SpecFile = None,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo", help="Audit the sample portal, in a database of its own."
        ),
    ] = False,
    items: Annotated[
        str | None, typer.Option(help="Only these, such as O1,O20.", callback=_filled)
    ] = None,
    output: Annotated[Format, typer.Option("--format")] = "table",
    no_render: Annotated[
        bool, typer.Option("--no-render", help="Never use a browser.")
    ] = False,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Audit a district portal: fetch, read, judge, store, and say what fails and why."""
    from oit import commands

    raise typer.Exit(
        commands.audit(
            spec_path=spec,
            demo=demo,
            items=items,
            output=output,
            settings=commands.settings(os.environ, db, lang, demo=demo),
            quiet=quiet,
            render=not no_render,
        )
    )


@app.command()
def check(
    url: Annotated[
        str, typer.Argument(help="Page or file; may be relative.", callback=_filled)
    ],
    item: Annotated[
        str | None,
        typer.Option(help="Judge it for this item, such as O20.", callback=_filled),
    ] = None,
    spec: SpecFile = None,
    output: Annotated[Format, typer.Option("--format")] = "table",
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Look at one page or file now, before it is entered anywhere; nothing is stored."""
    from oit import check_command, commands

    raise typer.Exit(
        check_command.check(
            url=url,
            item=item,
            spec_path=spec,
            output=output,
            settings=commands.settings(os.environ, db, lang),
            quiet=quiet,
        )
    )


@app.command()
def recheck(
    run: RunId = None,
    spec: SpecFile = None,
    output: Annotated[Format, typer.Option("--format")] = "table",
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Judge the stored evidence of a run again, without the network."""
    from oit import commands

    raise typer.Exit(
        commands.recheck(
            run_id=run,
            spec_path=spec,
            output=output,
            settings=commands.settings(os.environ, db, lang),
        )
    )


@app.command()
def report(
    run: RunId = None,
    output: Annotated[
        Literal["html", "pdf", "json", "junit"],
        typer.Option("--format", help="What to write the run as."),
    ] = "html",
    file: Annotated[
        Path | None,
        typer.Option("-o", help="File to write; default: stdout.", callback=_filled),
    ] = None,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Write a stored run as a document."""
    from oit import commands, report_command

    raise typer.Exit(
        report_command.report(
            run_id=run,
            output=output,
            file=file,
            settings=commands.settings(os.environ, db, lang),
        )
    )


@app.command()
def links(
    run: RunId = None,
    output: Annotated[LinksFormat, typer.Option("--format")] = "table",
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File; default: stdout.", callback=_filled),
    ] = None,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Tell the broken links of a run: where, since when, whose, what to put instead."""
    from oit import commands, links_command

    raise typer.Exit(
        links_command.links(
            run_id=run,
            output=output,
            to=to,
            settings=commands.settings(os.environ, db, lang),
        )
    )


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any.")
    ] = 8765,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day the portal is made for."),
    ] = None,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Serve the sample portal until interrupted."""
    from oit import commands

    commands.settings(os.environ, db, lang)
    raise typer.Exit(commands.demo(port=port, today=today.date() if today else None))


@spec_app.command()
def validate(
    file: Annotated[
        Path | None,
        typer.Argument(help="Spec; default: the shipped one.", callback=_filled),
    ] = None,
    spec: SpecFile = None,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Say whether a spec can be used; name file, line and key of each mistake."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.validate(file or spec, lang))


@spec_app.command()
def show(
    item: Annotated[
        str | None, typer.Argument(help="Item, such as O20.", callback=_filled)
    ] = None,
    spec: SpecFile = None,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Show what is required of the items, or of one."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.show(spec, item, lang))


@spec_app.command()
def schema(db: Db = None, lang: Language = None, quiet: Quiet = False) -> None:
    """Print the JSON Schema of specs, with the options of every check."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.schema(lang))


def main() -> int:
    """Run the command line and give its exit code; no traceback reaches a user."""
    from oit.trouble import heed_termination, told

    for stream in (sys.stdout, sys.stderr):
        # The code pages of Windows lack letters and marks that results need.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    heed_termination()
    return told(_run)


def _run() -> int:
    # Standalone mode would print and exit by itself; usage errors keep exit code 2.
    code = app(prog_name="oit", standalone_mode=False)
    if code == CTRL_C:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    raise SystemExit(main())
