"""Serves a small language model with llama.cpp's own HTTP server: small-model.py MODEL PORT. Prints "ready", and ends with its input."""
import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 2048
params.n_parallel = 1
params.model_alias = ["smollm2"]
params.cpuparams.n_threads = 2
server = xllamacpp.Server(params)
print("ready", flush=True)
sys.stdin.read()
