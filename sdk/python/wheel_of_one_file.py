"""Builds the packages of lanai.py (PEP 517) with the standard library, so that an installation needs nothing else."""

import base64
import hashlib
import io
import os
import re
import tarfile
import zipfile

FILES = ["lanai.py", "pyproject.toml", "wheel_of_one_file.py", "README.md", "CHANGELOG.md", "LICENSE"]


def _field(name: str) -> str:
    with open("pyproject.toml", encoding="utf-8") as file:
        return re.search(rf'^{name} = "([^"]*)"', file.read(), re.MULTILINE).group(1)


def _metadata() -> str:
    with open("README.md", encoding="utf-8") as file:
        readme = file.read()
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {_field('name')}",
        f"Version: {_field('version')}",
        f"Summary: {_field('description')}",
        "License: MIT",
        f"Requires-Python: {_field('requires-python')}",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + readme


def _stem() -> str:
    return f"{_field('name')}-{_field('version')}"


def _read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info = f"{_stem()}.dist-info"
    wheel = "Wheel-Version: 1.0\nGenerator: lanai\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = {
        "lanai.py": _read("lanai.py"),
        f"{info}/LICENSE": _read("LICENSE"),
        f"{info}/METADATA": _metadata().encode(),
        f"{info}/WHEEL": wheel.encode(),
    }
    record = f"{info}/RECORD"
    lines = []
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}\n")
    content[record] = "".join([*lines, f"{record},,\n"]).encode()
    built = f"{_stem()}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, built), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            # The same bytes each time: no time of today.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return built


def build_sdist(sdist_directory, config_settings=None):
    built = f"{_stem()}.tar.gz"
    with tarfile.open(os.path.join(sdist_directory, built), "w:gz") as archive:
        for name in FILES:
            archive.add(name, f"{_stem()}/{name}")
        info = tarfile.TarInfo(f"{_stem()}/PKG-INFO")
        data = _metadata().encode()
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return built
