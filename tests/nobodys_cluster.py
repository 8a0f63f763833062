"""A Kubernetes cluster that is not there, for hubs with KubeSpawner that start no server."""

from __future__ import annotations

from pathlib import Path

CLUSTER = """\
apiVersion: v1
kind: Config
current-context: none
contexts: [{name: none, context: {cluster: none, user: nobody}}]
clusters: [{name: none, cluster: {server: "http://127.0.0.1:9"}}]
users: [{name: nobody, user: {token: none}}]
"""


def cluster_of_nobody(folder: Path) -> str:
    """A file that names a cluster which is not there, for KubeSpawner to read."""
    file = folder / "kubeconfig.yaml"
    file.write_text(CLUSTER, encoding="utf-8")
    return str(file)
