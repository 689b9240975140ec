#!/bin/sh
# What sshd starts for an expert: launch.sh PYTHON SEASON [ID]   (printed by `review-tui ssh SEASON`)
#
# Everything that a client can influence is dropped here: its command, its environment, a TERM that is none. Who the
# expert is comes from the Unix account that runs this; ID only where one account serves for all (a trial).
# The one word that may follow the host name is `plain`: the reading order for screen readers.
set -u

refuse() {
    printf '%s\n' "$1" >&2
    exit 126
}

plain=
case "${SSH_ORIGINAL_COMMAND:-}" in
    '') ;;
    plain) plain=--plain ;;
    *) refuse '这里只能评分：不能运行命令，也不能传文件。请直接登录，主机名后面什么都不写。' ;;
esac
[ -t 0 ] && [ -t 1 ] || refuse '需要终端：请直接登录，或用 ssh -t。'

case "${TERM:-}" in
    linux | vt100 | vt220 | rxvt | rxvt-unicode | rxvt-unicode-256color) ;;
    xterm | xterm-16color | xterm-256color | xterm-direct | xterm-kitty | putty | putty-256color) ;;
    screen | screen-256color | tmux | tmux-256color) ;;
    *) TERM=xterm ;;
esac

umask 077
ulimit -c 0            # no core dump: it would hold names
ulimit -f 262144       # no file above 128 MiB (blocks of 512 bytes)
cd / || exit 126

exec /usr/bin/env -i PATH=/usr/bin:/bin HOME=/nonexistent LANG=C.UTF-8 LC_ALL=C.UTF-8 TERM="$TERM" \
    SSH_CLIENT="${SSH_CLIENT:-}" \
    "$1" -I -X utf8 -B -m review_tui desk "$2" ${3:+--as "$3"} $plain
