"""Show every state of every page on this machine, without a hub: `jupyterhub-valueprop preview`."""
