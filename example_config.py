"""A whole hub to look at and sign in to, on this machine only: jupyterhub -f example_config.py

Sign in with any user name, without a password: each gets its own JupyterLab. The hub keeps its files in build/hub.
"""

import sys
from pathlib import Path

import jupyterhub_valueprop

HERE = Path(__file__).resolve().parent
STATE = HERE / "build" / "hub"
COMMANDS = Path(sys.executable).parent  # beside this Python, even if its environment is not on the PATH
STATE.mkdir(parents=True, exist_ok=True)

c = get_config()  # noqa: F821 - JupyterHub puts it there

# The front door: a hub needs only these two lines.
jupyterhub_valueprop.setup(c)
c.ValueProp.branding = str(HERE / "examples" / "ocean" / "branding.yaml")

# A hub to try out: any name signs in without a password. Never do this on a network.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True

# JupyterLab runs as the user who runs the hub, with a folder for every name.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(STATE / "homes" / "{username}")
c.Spawner.cmd = [str(COMMANDS / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"]  # in a container everybody is root
c.Spawner.default_url = "/lab"

# The proxy that needs no Node.js.
c.ConfigurableHTTPProxy.command = [str(COMMANDS / "configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

# The hub leaves no files in the folder in which you start it.
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
