# Holds the use of one room of lib by another against tests/rooms.txt; prints what is not allowed there.
#   awk -f tests/rooms.awk tests/rooms.txt USES
# USES has a line `FROM TO WHY` for each use: files below lib without ending, and the symbol or header.

function room_of(file) { sub(/\/[^\/]*$/, "", file); return file }

# The line of the table that speaks of a room: its own, with what all rooms of job may use.
function allowed(room, other,    n, i, list) {
	if (room == other || (room, other) in seen)
		return room == other || seen[room, other]
	seen[room, other] = 0
	n = split(may[room] (room ~ /^job\// && room != "job/intake" ? " " may["job/*"] : ""), list, " ")
	for (i = 1; i <= n; i++)
		# A room of job is reached only by those that the table names for it.
		if (list[i] == other || (list[i] !~ /^job\/./ || list[i] == "job/intake") && allowed(list[i], other))
			return seen[room, other] = 1
	return 0
}

/^#/ || NF == 0 { next }

FILENAME ~ /rooms\.txt$/ {
	may[$1] = ""
	known[$1] = 1
	for (i = 2; i <= NF; i++)
		may[$1] = may[$1] " " $i
	next
}

{
	from = room_of($1)
	to = room_of($2)
	if (from ~ /^job\//)
		known[from] = 1
	if (!(from in known))
		print from " is not in the table of rooms"
	else if (!allowed(from, to))
		print $1 " uses " $2 ": " $3
	else if (from != to && to ~ /^job\// && to != "job/intake" && $3 ~ /\.h$/ && $3 !~ ("^" to "/" substr(to, 5) "\\.h$"))
		print $1 " includes " $3 ", which is private to " to
}
