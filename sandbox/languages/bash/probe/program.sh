read -r -a numbers -d '' || true
(( ${#numbers[@]} )) || exit 3
total=0
for number in "${numbers[@]}"; do
  (( total += number )) || true
done
while (( total < 0 )); do :; done
echo "$total"
