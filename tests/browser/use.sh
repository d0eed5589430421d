# SPDX-License-Identifier: GPL-3.0-or-later
# The web form as people use it (use.js), in headless Chromium.
. tests/tools/tap.sh
. tests/browser/setup
timeout 900 node tests/browser/use.js
