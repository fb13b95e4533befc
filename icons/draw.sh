#!/usr/bin/env bash
# Draws the icons of every size from icon.svg.
# Needs rsvg-convert (Debian package librsvg2-bin) and ImageMagick's convert.
# The results are committed, so only someone who changes icon.svg runs this.
set -euo pipefail
cd "$(dirname "$0")"

draw() { # size in pixels, file
  rsvg-convert --width "$1" --height "$1" icon.svg --output "$2"
  # Tauri refuses a PNG that is not 8-bit RGBA.
  convert "$2" -strip -define png:color-type=6 -define png:bit-depth=8 "$2"
}

draw 32 32x32.png
draw 128 128x128.png
draw 256 128x128@2x.png
draw 512 icon.png

parts=$(mktemp -d)
trap 'rm -r "$parts"' EXIT
for size in 16 24 32 48 64 256; do draw "$size" "$parts/$size.png"; done
convert "$parts"/{16,24,32,48,64,256}.png icon.ico
