# What `make install` puts somewhere runs from there, in Chinese too, and `make uninstall` takes all of it away.

setup() {
	load helper
	_common_setup
	build=${BUILD:-$ROOT/build}
}

@test "installed programs find their messages and manual, and leave nothing behind" {
	run -0 make -s -C "$ROOT" BUILD="$build" DESTDIR="$PWD/root" PREFIX=/usr install
	run -64 env PTS_LANG=zh root/usr/bin/pts-rank --nothing
	assert_output --partial 没有选项
	[ -s root/usr/share/man/man1/pts-log.1 ]
	[ -s root/usr/share/man/zh_CN/man7/pts.7 ]
	run -0 make -s -C "$ROOT" BUILD="$build" DESTDIR="$PWD/root" PREFIX=/usr uninstall
	assert_equal "$(find root -type f)" ''
}
