# 本地的设置：夜间、每月、每季三个脚本都读这个文件，脚本本身不用改。
# What is of this place. night.sh, month.sh and quarter.sh read it and stay as they are.
# shellcheck shell=bash disable=SC2034 # they use these

export PTS_LEDGER=$PWD/points.db     # 台账，放在本机硬盘上 (on a disk of this machine, not on a network drive)
export PTS_ACTOR=cron                # 记在分录上的经办人 (who recorded it)
export PTS_LANG=zh                   # 提示的语言 (language of messages)
export PATH=$PATH:/usr/local/bin     # 程序所在 (where the programs are)

sheets_by=6                          # 各村每月几日前交齐上月记分表 (the day by which the month before has been handed in)
late=--late                          # 迟报的记入尚未结账的月份，方案的 late_days 为限；留空则不收 (what is late counts in the first open month)
board_by=10                          # 季后首月几日张榜公示 (the day on which the board of a quarter is issued)

out=$PWD/out                         # 脚本的产出：月份、季度各一个文件夹 (what the scripts print)
backups=$PWD/backup                  # 备份，最好在另一块硬盘上 (better on another disk)
keep=60                              # 保留最近几份备份，每月1日的一直保留 (how many; those of the 1st of a month stay)
lock_wait=3600                       # 另一个脚本正在运行时最多等几秒 (how long to wait for another script)
