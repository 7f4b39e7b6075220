#!/bin/sh
# Cleans up after an endpoint, however it ends. The endpoint tells on standard input which process groups it starts (`+ ID`) and which have
# ended (`- ID`). When that input closes, because the endpoint closed it or was killed, whatever is left goes: groups, then the folder.
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
rm -rf -- "$1"
