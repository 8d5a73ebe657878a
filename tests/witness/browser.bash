# shellcheck shell=bash
# A real browser, for what only it can tell of a page.

browser() {
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
		--allow-file-access-from-files --user-data-dir="$BATS_FILE_TMPDIR/profile" "$@" 2>/dev/null
}

# What a script finds in a page shown in a frame of this width: the expression sees its document as `d`, its window as `w`.
in_frame() {
	local file=$1 width=$2 expression=$3
	cat >probe.html <<-END
		<!DOCTYPE html><title>probe</title><iframe id="f" src="$file" style="width:${width}px;height:800px;border:0"></iframe>
		<script>
		onload = () => {
			const d = document.getElementById("f").contentDocument, w = d.defaultView;
			document.body.textContent = "result=" + ($expression) + ";";
		};
		</script>
	END
	browser --dump-dom "file://$PWD/probe.html" | sed -n 's/.*result=\([^;]*\);.*/\1/p'
}
