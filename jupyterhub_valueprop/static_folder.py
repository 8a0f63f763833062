"""The folder of this package's files below the hub's static prefix, in their URLs and for the handler of these."""

STATIC_FOLDER = "valueprop"
