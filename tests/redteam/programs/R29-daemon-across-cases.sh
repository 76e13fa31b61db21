# a process of the first case that wants to work in the second one's time
# verdicts: wrong
# never: still here
if [ -e /tmp/ticks ]; then
    before=$(wc -c < /tmp/ticks)
    sleep 0.3
    [ "$before" = "$(wc -c < /tmp/ticks)" ] || echo "still here"
fi
(while :; do echo tick >> /tmp/ticks; sleep 0.01; done) &
sleep 0.1
echo done
