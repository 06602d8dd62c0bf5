"""登记参加选举的村民名单更正补充公告: what changed on the roll and why, and how objections were decided."""
