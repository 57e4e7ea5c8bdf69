#!/bin/sh
# The same as an array of Slurm: each task does the part that its index names, and a task that is requeued goes on where
# it was.
#   sbatch slurm.sh /data/pictures /data/features vit /data/vit.safetensors features
#SBATCH --job-name=saccade-extract
#SBATCH --array=0-7
#SBATCH --gpus-per-task=1
#SBATCH --requeue
set -eu
exec "${SACCADE:-saccade}" extract "$1" --out "$2" --model "$3" --weights "$4" --what "$5" \
  --shard "${SLURM_ARRAY_TASK_ID}/${SLURM_ARRAY_TASK_COUNT}"
