// The nodes of linked lists and trees, unless the candidate's file has its own.
#pragma once

#ifndef GREENROOM_OWN_LISTNODE
template <class T>
struct ListNode {
  T val{};
  ListNode* next = nullptr;
  ListNode() = default;
  ListNode(T value, ListNode* rest = nullptr) : val(std::move(value)), next(rest) {}
};
#endif

#ifndef GREENROOM_OWN_TREENODE
template <class T>
struct TreeNode {
  T val{};
  TreeNode* left = nullptr;
  TreeNode* right = nullptr;
  TreeNode() = default;
  TreeNode(T value, TreeNode* l = nullptr, TreeNode* r = nullptr) : val(std::move(value)), left(l), right(r) {}
};
#endif
