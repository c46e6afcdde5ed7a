"""The command line: parse, call ``oit``, print, exit code. No logic.

Everything heavy is imported inside the commands, so that ``--help`` is quick.
"""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["table", "json"]
Db = Annotated[
    Path | None, typer.Option("--db", help="Database file; evidence lies beside it.")
]
Language = Annotated[
    str | None, typer.Option("--lang", help="th or en; also OIT_LANG. Default: th.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
SpecFile = Annotated[Path | None, typer.Option("--spec", help="Spec (YAML).")]
RunId = Annotated[str | None, typer.Argument(help="Run; default: the last one.")]

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


@app.command()
def audit(
    spec: SpecFile = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Audit the sample portal.")
    ] = False,
    items: Annotated[str, typer.Option(help="Only these, such as O1,O20.")] = "",
    output: Annotated[Format, typer.Option("--format")] = "table",
    no_render: Annotated[
        bool, typer.Option("--no-render", help="Never use a browser.")
    ] = False,
    db: Db = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Audit a district portal: fetch, read, judge, store, and say what fails and why."""
    del no_render  # Pages are fetched by plain HTTP; a browser is not used yet.
    from oit import commands

    raise typer.Exit(
        commands.audit(
            spec_path=spec,
            demo=demo,
            items=items,
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
    del quiet  # Nothing is fetched, so there is no progress to show.
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
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any.")
    ] = 8765,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day the portal is made for."),
    ] = None,
) -> None:
    """Serve the sample portal until interrupted."""
    from oit import commands

    raise typer.Exit(commands.demo(port=port, today=today.date() if today else None))


@spec_app.command()
def validate(
    file: Annotated[
        Path | None, typer.Argument(help="Spec; default: the own one.")
    ] = None,
    spec: SpecFile = None,
    lang: Language = None,
) -> None:
    """Say whether a spec can be used; name file, line and key of each mistake."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.validate(file or spec, lang))


@spec_app.command()
def show(
    item: Annotated[str | None, typer.Argument(help="Item, such as O20.")] = None,
    spec: SpecFile = None,
    lang: Language = None,
) -> None:
    """Show what is required of the items, or of one."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.show(spec, item, lang))


@spec_app.command()
def schema() -> None:
    """Print the JSON Schema of specs, with the options of every check."""
    from oit import spec_commands

    raise typer.Exit(spec_commands.schema())


def main() -> int:
    """Run the command line and give its exit code; no traceback reaches a user."""
    from oit.trouble import told

    return told(_run)


def _run() -> int:
    # Standalone mode would print and exit by itself; usage errors keep exit code 2.
    sys.argv[0] = "oit"
    code = app(standalone_mode=False)
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    raise SystemExit(main())
