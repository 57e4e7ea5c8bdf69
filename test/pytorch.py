"""Modules in PyTorch, in the shape of their official code, given weights from here and giving theirs.

usage: python3 pytorch.py FOLDER NAME

Reads FOLDER/NAME.safetensors and NAME.input.npy; writes NAME.output.npy, what the module gives with those weights, then
NAME.back.safetensors and NAME.back.npy: weights of PyTorch's own, and what they give.
"""
import json
import sys

import numpy as np
import torch
from torch import nn

TYPES = {"F32": np.float32, "I32": np.int32, "I64": np.int64}


def read(path):
    """A safetensors file as tensors by name."""
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    state = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        array = np.frombuffer(data[start + begin : start + end], TYPES[entry["dtype"]]).reshape(entry["shape"])
        state[name] = torch.from_numpy(array.copy())
    return state


def write(path, state):
    """Tensors by name as a safetensors file."""
    names = {np.dtype(kind): name for name, kind in TYPES.items()}
    header, parts, at = {}, [], 0
    for name, value in state.items():
        array = np.ascontiguousarray(value.numpy())
        part = array.tobytes()
        header[name] = {"dtype": names[array.dtype], "shape": list(value.shape), "data_offsets": [at, at + len(part)]}
        at += len(part)
        parts.append(part)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))


class ChannelGate(nn.Module):
    """As Jongchan/attention-module has it."""

    def __init__(self, channels, reduction):
        super().__init__()
        hidden = channels // reduction
        self.mlp = nn.Sequential(nn.Flatten(), nn.Linear(channels, hidden), nn.ReLU(), nn.Linear(hidden, channels))

    def forward(self, x):
        sums = self.mlp(x.mean((2, 3), keepdim=True)) + self.mlp(x.amax((2, 3), keepdim=True))
        return x * torch.sigmoid(sums)[:, :, None, None]


class BasicConv(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)
        self.bn = nn.BatchNorm2d(1, momentum=0.01)

    def forward(self, x):
        return self.bn(self.conv(x))


class SpatialGate(nn.Module):
    def __init__(self):
        super().__init__()
        self.spatial = BasicConv()

    def forward(self, x):
        summary = torch.cat([x.max(1, keepdim=True)[0], x.mean(1, keepdim=True)], 1)
        return x * torch.sigmoid(self.spatial(summary))


class CBAM(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.ChannelGate = ChannelGate(channels, reduction)
        self.SpatialGate = SpatialGate()

    def forward(self, x):
        return self.SpatialGate(self.ChannelGate(x))


class Attention(nn.MultiheadAttention):
    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


MODULES = {
    "cbam": lambda: CBAM(16, 4),
    "multihead": lambda: Attention(16, 4, batch_first=True),
    "encoder_layer": lambda: nn.TransformerEncoderLayer(16, 4, 32, batch_first=True),
    "stem": lambda: nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.BatchNorm2d(8), nn.ReLU()),
}


def main(folder, name):
    torch.manual_seed(5)
    module = MODULES[name]().eval()
    own = {key: value.clone() for key, value in module.state_dict().items()}
    for key, value in own.items():
        if "running" in key:
            own[key] = torch.rand_like(value) + 0.5
    x = torch.from_numpy(np.load(f"{folder}/{name}.input.npy"))
    with torch.no_grad():
        module.load_state_dict(read(f"{folder}/{name}.safetensors"), strict=True)
        np.save(f"{folder}/{name}.output.npy", module(x).numpy())
        module.load_state_dict(own, strict=True)
        write(f"{folder}/{name}.back.safetensors", own)
        np.save(f"{folder}/{name}.back.npy", module(x).numpy())


if __name__ == "__main__":
    main(*sys.argv[1:])
