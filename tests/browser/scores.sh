# SPDX-License-Identifier: GPL-3.0-or-later
# The web form's live scores against the engine's (scores.js), in headless Chromium.
. tests/tools/tap.sh
. tests/browser/setup
timeout 900 node tests/browser/scores.js
