#!/bin/sh
# Cleans up after an endpoint, however it ends. The endpoint tells on standard input which process groups it starts (`+ ID`) and which have
# ended (`- ID`). When that input closes, because the endpoint closed it or was killed, whatever is left goes: groups, what has left them, then the folder.
#
# Usage: sh reaper.sh FOLDER
groups=' '
while read -r change group; do
  case $change in
    +) groups="$groups$group " ;;
    -) groups="${groups%% "$group" *} ${groups#* "$group" }" ;;
  esac
done
for group in $groups; do
  kill -s KILL -- "-$group" 2>/dev/null
done
# What a function has started in a session of its own is in none of the groups; it has the function's environment.
for environ in $(grep -Fls "LAMBDA_TASK_ROOT=$1/" /proc/[0-9]*/environ); do
  process=${environ#/proc/}
  kill -s KILL "${process%/environ}" 2>/dev/null
done
rm -rf -- "$1"
