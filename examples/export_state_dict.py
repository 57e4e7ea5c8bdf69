#!/usr/bin/env python3
"""Writes a PyTorch checkpoint's state_dict as a safetensors file that Saccade loads by name.

usage: python3 export_state_dict.py CHECKPOINT.pth OUT.safetensors [--prefix module.] [--key state_dict] [--half]

Needs torch to read the checkpoint, numpy and safetensors to write. Names stay as PyTorch has them; --prefix cuts a
common start (DataParallel's "module."), --key takes the state_dict out of a larger checkpoint, --half stores floats
as F16.
"""
import argparse
import sys

import numpy as np
from safetensors.numpy import save_file


def to_numpy(name, value, half):
    """One entry as an array of a type that Saccade reads."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        value = value.float().numpy() if value.is_floating_point() else value.numpy()
    array = np.ascontiguousarray(value)
    if array.dtype == np.int64:  # indices and num_batches_tracked: 32 bits hold them
        if array.size and (array.max() > 2**31 - 1 or array.min() < -(2**31)):
            sys.exit(f"{name}: an int64 value does not fit 32 bits")
        array = array.astype(np.int32)
    if half and array.dtype == np.float32:
        array = array.astype(np.float16)
    return array


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--prefix", default="")
    parser.add_argument("--key", default="")
    parser.add_argument("--half", action="store_true")
    args = parser.parse_args()

    import torch

    state = torch.load(args.checkpoint, map_location="cpu", weights_only=True)
    for part in filter(None, args.key.split("/")):
        state = state[part]
    tensors = {}
    for name, value in state.items():
        if not hasattr(value, "shape"):
            sys.exit(f"{name}: not a tensor; is the state_dict further inside? pass --key")
        short = name[len(args.prefix):] if name.startswith(args.prefix) else name
        tensors[short] = to_numpy(name, value, args.half)
    save_file(tensors, args.out)
    print(f"{args.out}: {len(tensors)} tensors, {sum(t.nbytes for t in tensors.values())} bytes")


if __name__ == "__main__":
    main()
